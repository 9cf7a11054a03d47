//! Which addresses may be connected to: none that leads into the own machine, its network, or to nobody.
//!
//! The judgement is over the address that is about to be connected to, after names were looked up, so that a name that leads
//! inside is no way in. The table is that of IANA's registries of special-purpose addresses (IPv4: RFC 6890 and its updates;
//! IPv6: those of the registry of 2025), as a list of what is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inside {
    /// The own machine, or what stands for it (`0.0.0.0`).
    Loopback,
    /// A private network (RFC 1918, unique local addresses).
    Private,
    /// The network at hand, and the metadata services of hosting companies with it.
    LinkLocal,
    /// The network of a provider between its customers (RFC 6598).
    Shared,
    /// Many at once.
    Multicast,
    /// Documentation, benchmarks, protocols, the future.
    Reserved,
}

impl Inside {
    /// The word that stands for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::LinkLocal => "link-local",
            Self::Shared => "shared",
            Self::Multicast => "multicast",
            Self::Reserved => "reserved",
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::LinkLocal => "link-local",
            Self::Shared => "shared (carrier-grade NAT)",
            Self::Multicast => "multicast",
            Self::Reserved => "reserved",
        }
    }
}

/// Why `address` may not be connected to; `None` where it leads to the public network.
///
/// IPv6 addresses that carry an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo, ISATAP) are judged by that one too.
///
/// ```
/// use jikenbo_collect::guard::{Inside, inside};
/// let of = |address: &str| inside(address.parse().unwrap());
/// assert_eq!(of("169.254.169.254"), Some(Inside::LinkLocal));
/// assert_eq!(of("::ffff:127.0.0.1"), Some(Inside::Loopback));
/// assert_eq!(of("93.184.215.14"), None);
/// ```
pub fn inside(address: IpAddr) -> Option<Inside> {
    match address {
        IpAddr::V4(address) => inside_v4(address),
        IpAddr::V6(address) => inside_v6(address),
    }
}

/// Network, length of its prefix, why it is refused. Of several the first counts.
const V4: [([u8; 4], u32, Inside); 17] = [
    ([0, 0, 0, 0], 8, Inside::Loopback),
    ([127, 0, 0, 0], 8, Inside::Loopback),
    ([10, 0, 0, 0], 8, Inside::Private),
    ([172, 16, 0, 0], 12, Inside::Private),
    ([192, 168, 0, 0], 16, Inside::Private),
    ([169, 254, 0, 0], 16, Inside::LinkLocal),
    ([100, 64, 0, 0], 10, Inside::Shared),
    // Azure's wire server, which answers on its own virtual machines only.
    ([168, 63, 129, 16], 32, Inside::LinkLocal),
    ([192, 0, 0, 0], 24, Inside::Reserved),
    ([192, 0, 2, 0], 24, Inside::Reserved),
    ([192, 31, 196, 0], 24, Inside::Reserved),
    ([192, 52, 193, 0], 24, Inside::Reserved),
    ([192, 88, 99, 0], 24, Inside::Reserved),
    ([198, 18, 0, 0], 15, Inside::Reserved),
    ([198, 51, 100, 0], 24, Inside::Reserved),
    ([203, 0, 113, 0], 24, Inside::Reserved),
    ([224, 0, 0, 0], 4, Inside::Multicast),
];

fn inside_v4(address: Ipv4Addr) -> Option<Inside> {
    let bits = address.to_bits();
    let within =
        |network: [u8; 4], length: u32| (bits ^ Ipv4Addr::from(network).to_bits()) >> (32 - length) == 0;
    let found = V4.iter().find(|(network, length, _)| within(*network, *length));
    // 240.0.0.0/4, and 255.255.255.255 with it.
    found.map(|(_, _, why)| *why).or_else(|| (bits >> 28 == 0xF).then_some(Inside::Reserved))
}

/// As `V4`. Beyond these only 2000::/3 is given to anybody.
const V6: [([u16; 8], u32, Inside); 14] = [
    ([0, 0, 0, 0, 0, 0, 0, 0], 127, Inside::Loopback),
    // AWS's metadata service, within the unique local addresses.
    ([0xFD00, 0xEC2, 0, 0, 0, 0, 0, 0x254], 128, Inside::LinkLocal),
    ([0xFC00, 0, 0, 0, 0, 0, 0, 0], 7, Inside::Private),
    ([0xFEC0, 0, 0, 0, 0, 0, 0, 0], 10, Inside::Private),
    ([0xFE80, 0, 0, 0, 0, 0, 0, 0], 10, Inside::LinkLocal),
    ([0xFF00, 0, 0, 0, 0, 0, 0, 0], 8, Inside::Multicast),
    // NAT64 of an own network (RFC 8215) may lead anywhere in it.
    ([0x64, 0xFF9B, 1, 0, 0, 0, 0, 0], 48, Inside::Private),
    ([0x100, 0, 0, 0, 0, 0, 0, 0], 63, Inside::Reserved),
    ([0x2001, 0x2, 0, 0, 0, 0, 0, 0], 48, Inside::Reserved),
    ([0x2001, 0x10, 0, 0, 0, 0, 0, 0], 28, Inside::Reserved),
    ([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28, Inside::Reserved),
    ([0x2001, 0xDB8, 0, 0, 0, 0, 0, 0], 32, Inside::Reserved),
    ([0x3FFF, 0, 0, 0, 0, 0, 0, 0], 20, Inside::Reserved),
    ([0x5F00, 0, 0, 0, 0, 0, 0, 0], 16, Inside::Reserved),
];

fn inside_v6(address: Ipv6Addr) -> Option<Inside> {
    let bits = address.to_bits();
    let within =
        |network: [u16; 8], length: u32| (bits ^ Ipv6Addr::from(network).to_bits()) >> (128 - length) == 0;
    if let Some((_, _, why)) = V6.iter().find(|(network, length, _)| within(*network, *length)) {
        return Some(*why);
    }
    let carried = carried(address);
    if let Some(why) = carried.into_iter().flatten().find_map(inside_v4) {
        return Some(why);
    }
    // An address that carries a public one is as good as that; of the rest only 2000::/3 is anybody's.
    let is_public = bits >> 125 == 0b001 || carried.iter().any(Option::is_some);
    (!is_public).then_some(Inside::Reserved)
}

/// The IPv4 addresses in an IPv6 address.
fn carried(address: Ipv6Addr) -> [Option<Ipv4Addr>; 2] {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let pair = |high: u16, low: u16| Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match (a, b) {
        // ::a.b.c.d, ::ffff:a.b.c.d, and ::ffff:0:a.b.c.d of SIIT.
        (0, 0) if (c, d) == (0, 0) && matches!((e, f), (0, 0 | 0xFFFF) | (0xFFFF, 0)) => [pair(g, h), None],
        // NAT64's well-known prefix (RFC 6052).
        (0x64, 0xFF9B) if (c, d, e, f) == (0, 0, 0, 0) => [pair(g, h), None],
        // 6to4 (RFC 3056).
        (0x2002, _) => [pair(b, c), isatap(e, f, g, h)],
        // Teredo (RFC 4380): the server, and the client with its bits turned.
        (0x2001, 0) => [pair(c, d), pair(!g, !h)],
        _ => [isatap(e, f, g, h), None],
    }
}

/// ISATAP (RFC 5214).
fn isatap(e: u16, f: u16, g: u16, h: u16) -> Option<Ipv4Addr> {
    let is_isatap = matches!(e, 0 | 0x200) && f == 0x5EFE;
    is_isatap.then(|| Ipv4Addr::from_bits(u32::from(g) << 16 | u32::from(h)))
}

/// Why an address that was connected to leads inside though no table tells so: what is reached from the very address that it
/// has is this machine, by whatever name and address it is known outside.
pub(crate) fn own(local: IpAddr, peer: IpAddr) -> Option<Inside> {
    (local.to_canonical() == peer.to_canonical()).then_some(Inside::Loopback)
}

/// Whether `host` is one that the settings allow by name: the same name in any case, with or without a full stop behind it.
/// An address is allowed as it is written in an address (`127.0.0.1`, `[::1]`).
pub fn is_allowed(host: &str, allowed: &[String]) -> bool {
    let spelled =
        |name: &str| name.trim().trim_end_matches('.').trim_matches(['[', ']']).to_ascii_lowercase();
    let host = spelled(host);
    !host.is_empty() && allowed.iter().any(|name| spelled(name) == host)
}

#[cfg(test)]
mod tests;
