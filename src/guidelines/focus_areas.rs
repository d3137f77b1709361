//! The areas of focus of the Network: the eight the annex lists and the issue that cuts across them.
//!
//! The list is fixed; its keys tag everything the Network does.
//! Source: A/72/782–S/2018/178, annex, "Focus areas".

/// One area of focus. Source: A/72/782–S/2018/178, annex, "Focus areas".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FocusArea {
    /// The frozen name under which records are tagged.
    pub key: &'static str,
    /// The place in the annex, from 1.
    pub position: i16,
    /// A short English title.
    pub title: &'static str,
    /// The exact words of the annex, without the closing mark of the list item.
    pub text: &'static str,
    /// Whether it cuts across the other areas rather than standing beside them.
    pub cross_cutting: bool,
}

/// The eight areas and the cross-cutting issue, in the order of A/72/782–S/2018/178, annex, "Focus areas".
pub const ALL: &[FocusArea] = &[
    FocusArea {
        key: "gender_equality",
        position: 1,
        title: "Gender equality",
        text: "Raising gender equality as a matter of women's rights and a means to enhance peace and \
               security",
        cross_cutting: false,
    },
    FocusArea {
        key: "gender_perspective",
        position: 2,
        title: "Gender perspective",
        text: "Promoting a gender perspective in all peace and security efforts and ensuring that a \
               gender-responsive approach also includes a focus on men's gender roles, abuse against men and \
               men's responsibility for promoting women's influence in peace and security",
        cross_cutting: false,
    },
    FocusArea {
        key: "action_plans",
        position: 3,
        title: "Action plans and strategies",
        text: "Promoting the development of high-impact national and regional action plans and strategies on \
               women and peace and security",
        cross_cutting: false,
    },
    FocusArea {
        key: "gender_analysis",
        position: 4,
        title: "Gender analysis",
        text: "Integrating gender analysis in all security assessments and prevention approaches, including \
               early warning, preventive diplomacy and peacekeeping",
        cross_cutting: false,
    },
    FocusArea {
        key: "participation",
        position: 5,
        title: "Women's participation",
        text: "Strengthening women's participation, including at a high level, in the security sector and \
               peace and political processes, such as peace agreements, implementation, reconciliation and \
               reintegration, and mediation efforts",
        cross_cutting: false,
    },
    FocusArea {
        key: "conflict_related_violence",
        position: 6,
        title: "Conflict-related sexual and gender-based violence",
        text: "Addressing conflict-related sexual and gender-based violence and other gender-based \
               violations of rights and strengthening services and access to justice in response to such \
               violations",
        cross_cutting: false,
    },
    FocusArea {
        key: "security_threats",
        position: 7,
        title: "Existing and emerging security threats",
        text: "Addressing existing and emerging security threats, such as violent extremism, terrorism and \
               climate change",
        cross_cutting: false,
    },
    FocusArea {
        key: "capacity_building",
        position: 8,
        title: "Capacity-building",
        text: "Promoting capacity-building at the local, national and regional levels for a variety of \
               actors",
        cross_cutting: false,
    },
    FocusArea {
        key: "sustained_funding",
        position: 9,
        title: "Sustained and predictable funding",
        text: "As a cross-cutting issue, the Network will aim to promote sustained and predictable funding \
               for women and peace and security efforts, which constitute a cross-cutting issue",
        cross_cutting: true,
    },
];

/// The area of A/72/782–S/2018/178, annex, "Focus areas", that goes by this key.
pub fn find(key: &str) -> Option<&'static FocusArea> {
    ALL.iter().find(|area| area.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const ANNEX: &str = include_str!("../founding/annex.md");

    #[test]
    fn keys_are_unique_snake_case_and_found() {
        let keys: HashSet<_> = ALL.iter().map(|area| area.key).collect();
        assert_eq!(keys.len(), ALL.len());
        for area in ALL {
            assert!(
                area.key.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "{}",
                area.key
            );
            assert_eq!(find(area.key), Some(area));
        }
        assert_eq!(find("other"), None);
    }

    #[test]
    fn positions_count_from_one() {
        assert!(ALL.iter().map(|area| area.position).eq(1..=9));
    }

    #[test]
    fn only_the_last_cuts_across() {
        let crossing: Vec<_> = ALL
            .iter()
            .filter(|area| area.cross_cutting)
            .map(|area| area.key)
            .collect();
        assert_eq!(crossing, ["sustained_funding"]);
    }

    #[test]
    fn texts_stand_in_the_annex_in_this_order() {
        let places: Vec<_> = ALL.iter().map(|area| ANNEX.find(area.text)).collect();
        assert!(places.iter().all(Option::is_some));
        assert!(places.is_sorted());
    }
}
