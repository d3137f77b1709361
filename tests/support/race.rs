//! Races: several requests at the same moment, of which one may win.

use super::client::Answer;
use std::sync::Barrier;

/// Runs a race as often as `WPS_RACE_ROUNDS` says (25 unless set); the number of the round makes its records distinct.
pub fn race_rounds(race: impl Fn(usize)) {
    let rounds = std::env::var("WPS_RACE_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(25);
    (0..rounds).for_each(race);
}

/// Sends all at once: one is accepted, and every other is refused as a conflict.
#[track_caller]
pub fn one_wins(requests: &[&(dyn Fn() -> Answer + Sync)]) -> Answer {
    one_wins_and_others_get(409, requests)
}

/// Sends all at once: one is accepted, and every other is refused with this status.
#[track_caller]
pub fn one_wins_and_others_get(refusal: u16, requests: &[&(dyn Fn() -> Answer + Sync)]) -> Answer {
    let start = Barrier::new(requests.len());
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let racing: Vec<_> = requests
            .iter()
            .map(|request| {
                scope.spawn(|| {
                    start.wait();
                    request()
                })
            })
            .collect();
        racing.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (winners, losers): (Vec<Answer>, Vec<Answer>) =
        answers.into_iter().partition(|answer| answer.status < 300);
    assert!(
        winners.len() == 1,
        "{} won; the others: {:?}",
        winners.len(),
        losers.iter().map(ToString::to_string).collect::<Vec<_>>()
    );
    for loser in losers {
        loser.expect(refusal);
    }
    winners.into_iter().next().unwrap()
}
