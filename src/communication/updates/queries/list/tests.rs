//! What lists reach, and which indexes they walk.

use super::*;
use crate::auth::Caller;
use crate::clock::Clock;
use crate::db::{Address, Db};
use diesel::sql_types::{Integer, Text};

/// `SQLite`'s plan of a query.
#[derive(QueryId)]
struct Plan<Q>(Q);

impl<Q> diesel::query_builder::Query for Plan<Q> {
    type SqlType = (Integer, Integer, Integer, Text);
}

impl<Q> RunQueryDsl<Connection> for Plan<Q> {}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Plan<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("EXPLAIN QUERY PLAN ");
        self.0.walk_ast(out)
    }
}

fn page(sort: &str, after: bool) -> PageRequest {
    PageRequest {
        limit: 25,
        sort: sort.to_owned(),
        descending: true,
        after: after.then(|| Position::of(&Instant(Clock::system().now()), Id::new())),
    }
}

/// Every index that a list walks, for both sorts, on the first page and on a later one.
fn walked(db: &Db, role: Role, member_id: Option<Id>) -> Vec<String> {
    let places = [
        ("created_at", false),
        ("created_at", true),
        ("published_at", false),
        ("published_at", true),
    ];
    let plan = move |conn: &mut Connection| {
        let filter = Filter {
            member_id,
            ..Filter::default()
        };
        let reach = Reach::of(role, &filter).unwrap();
        let mut steps = Vec::new();
        for (sort, after) in places {
            let query = paged(reach, &filter, &page(sort, after))?.select(Update::as_select());
            let plan: Vec<(i32, i32, i32, String)> = Plan(query).load(conn)?;
            steps.extend(plan.into_iter().map(|(.., step)| step));
        }
        Ok(steps)
    };
    db.write_now(plan).unwrap()
}

#[test]
fn a_list_reaches_no_further_than_its_filters() {
    let member = Id::new();
    let role = Role::Member { member, seat: None };
    let status = |status| Filter {
        status,
        ..Filter::default()
    };
    let closed = Filter {
        visibility: Some(UpdateVisibility::Network),
        ..Filter::default()
    };
    let (none, draft, published) = (
        status(None),
        status(Some(UpdateStatus::Draft)),
        status(Some(UpdateStatus::Published)),
    );
    assert_eq!(Reach::of(Role::Public, &none), Some(Reach::Open));
    assert_eq!(Reach::of(Role::Public, &published), Some(Reach::Open));
    assert_eq!(Reach::of(Role::Public, &draft), None);
    assert_eq!(Reach::of(Role::Public, &closed), None);
    assert_eq!(Reach::of(role, &none), Some(Reach::PublishedAndOf(member)));
    assert_eq!(Reach::of(role, &published), Some(Reach::Published));
    assert_eq!(Reach::of(role, &draft), Some(Reach::Of(member)));
    assert_eq!(Reach::of(Role::Secretariat, &draft), Some(Reach::All));
}

#[test]
fn every_plain_list_walks_an_index_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = Address::Sqlite(folder.path().join("plans.db"));
    let db = Db::open(&file, |_| Ok(())).unwrap();
    let other = Role::Member {
        member: Id::new(),
        seat: None,
    };
    let system = Caller::system(Clock::system().now()).role;
    let steps = |role, member| walked(&db, role, member).join("\n");
    for (role, member, index, publication) in [
        (
            Role::Public,
            None,
            "updates_open_by_time",
            "updates_open_by_publication",
        ),
        (
            Role::Public,
            Some(Id::new()),
            "updates_open_by_member",
            "updates_open_by_member_publication",
        ),
        (other, None, "updates_by_time", "updates_by_publication"),
        (
            other,
            Some(Id::new()),
            "updates_by_member",
            "updates_by_member_publication",
        ),
        (system, None, "updates_by_time", "updates_by_publication"),
        (
            system,
            Some(Id::new()),
            "updates_by_member",
            "updates_by_member_publication",
        ),
    ] {
        let plan = steps(role, member);
        assert!(!plan.contains("TEMP B-TREE"), "sorted after reading:\n{plan}");
        let uses = |index: &str| {
            plan.lines()
                .filter(|step| step.contains(&format!("INDEX {index} ")) || step.ends_with(index))
                .count()
        };
        assert_eq!((uses(index), uses(publication)), (2, 2), "{plan}");
    }
}
