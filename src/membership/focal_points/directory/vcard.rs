//! A focal point as a card (vCard 4, RFC 6350).

use super::Listed;
use crate::error::Problem;
use crate::membership::focal_points::FocalPointView;
use crate::membership::focal_points::model::{Designation, FocalPointKind};
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardVersion};

/// The cards, one after the other.
///
/// # Errors
/// 500 when they cannot be written.
pub fn written(listed: &[Listed]) -> Result<String, Problem> {
    let mut text = String::new();
    for one in listed {
        card(one)
            .write_to(&mut text, VCardVersion::V4_0)
            .map_err(Problem::internal)?;
    }
    Ok(text)
}

fn card(listed: &Listed) -> VCard {
    let focal_point = &listed.focal_point;
    // In small letters, for readers that know no others.
    let kind = match focal_point.kind {
        FocalPointKind::Person => "individual",
        FocalPointKind::Office => "org",
    };
    // A card has a name in any case (6.2.1).
    let name = focal_point.name.clone();
    let name = name.unwrap_or_else(|| format!("Focal point of {}", listed.member.name));
    let role = match focal_point.designation {
        Designation::Primary => "Primary focal point",
        Designation::Alternate => "Alternate focal point",
    };
    let mut entries = vec![
        text(VCardProperty::Kind, kind),
        text(VCardProperty::Uid, &format!("urn:uuid:{}", focal_point.id)),
        text(VCardProperty::Fn, &name),
        organization(listed),
        text(VCardProperty::Role, role),
    ];
    let optional = [
        (VCardProperty::Title, &focal_point.position),
        (VCardProperty::Email, &focal_point.email),
        (VCardProperty::Tel, &focal_point.phone),
    ];
    entries.extend(
        optional
            .into_iter()
            .filter_map(|(property, value)| Some(text(property, value.as_deref()?))),
    );
    entries.extend(address(focal_point));
    entries.extend(revision(focal_point));
    VCard { entries }
}

fn text(property: VCardProperty, value: &str) -> VCardEntry {
    VCardEntry::new(property).with_value(value.to_owned())
}

/// The member, and its ministry or body in it.
fn organization(listed: &Listed) -> VCardEntry {
    let mut entry = text(VCardProperty::Org, &listed.member.name);
    if let Some(ministry) = &listed.focal_point.ministry {
        entry = entry.with_value(ministry.clone());
    }
    entry
}

/// The postal address as it is known, in one piece, where the street stands among the seven parts (6.3.1).
fn address(focal_point: &FocalPointView) -> Option<VCardEntry> {
    let address = focal_point.address.clone()?;
    let parts = ["", "", &address, "", "", "", ""];
    Some(
        parts
            .into_iter()
            .fold(VCardEntry::new(VCardProperty::Adr), |entry, part| {
                entry.with_value(part.to_owned())
            }),
    )
}

/// When it last changed, where the caller may know (6.7.4).
fn revision(focal_point: &FocalPointView) -> Option<VCardEntry> {
    let changed = focal_point.updated_at?;
    let moment = changed.0.format("%Y%m%dT%H%M%SZ").to_string();
    Some(text(VCardProperty::Rev, &moment))
}
