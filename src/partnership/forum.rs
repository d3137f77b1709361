//! Other forums: "relevant forums, such as" the two that the guidelines name (clause `forums.information`); which others are
//! relevant is not laid down.

use crate::db::stored::words;
use crate::error::Problem;

words! {
    /// A forum beside the Network.
    pub enum Forum {
        /// The Informal Expert Group of the Security Council on women and peace and security.
        InformalExpertGroup = "informal_expert_group",
        /// The Group of Friends of Women, Peace and Security.
        GroupOfFriends = "group_of_friends",
        /// Another one, which is named.
        Other = "other",
    }
}

impl Forum {
    /// Another forum has a name, and those of the guidelines have theirs.
    ///
    /// # Errors
    /// 422 at `/forum_name`.
    pub fn check(self, name: Option<&str>) -> Result<(), Problem> {
        match (self, name) {
            (Self::Other, None) => Err(Problem::invalid("/forum_name", "required", "Name the forum.")),
            (Self::InformalExpertGroup | Self::GroupOfFriends, Some(_)) => Err(Problem::invalid(
                "/forum_name",
                "not_allowed",
                "This forum has its name; leave this out, or choose `other`.",
            )),
            _ => Ok(()),
        }
    }
}
