//! What is kept of a partner's part in a meeting.

use crate::db::Id;
use crate::partnership::ParticipationMode;
use crate::partnership::lists::PartnerAttendees;
use crate::records::define;

define! {
    /// A row of `partner_participations`.
    Participation of partner_participations,
    /// A partner's part in a meeting.
    seen as PartnerParticipationView,
    /// A new participation of a partner.
    made of NewPartnerParticipation,
    /// A change of a participation; what is absent stays.
    changed by PartnerParticipationChange
    {
        /// The meeting.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        set meeting_id: Id,
        /// The partner; it takes part once.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
        fixed partner_id: Id,
        /// In which way it takes part: the fullest of its ways.
        #[schema(example = "spoke")]
        given mode: ParticipationMode,
        /// The partner's people who take part; for members only those who agreed to be shown.
        given people: PartnerAttendees = PartnerAttendees::default(),
    }
}
