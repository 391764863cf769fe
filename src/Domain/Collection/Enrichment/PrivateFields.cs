using System.Text;
using System.Text.Json;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Names of members that tell where a person is more closely than a city does, or name the person.</summary>
internal static class PrivateFields
{
    private const int Longest = 20;   // characters of a name that matters

    private static readonly HashSet<string> _anywhere = new(StringComparer.Ordinal)
    {
        "ip", "ips", "ipaddress", "ipaddr", "ipv4", "ipv6", "clientip", "clientipaddress", "remoteip", "remoteaddr",
        "remoteaddress", "userip", "useripaddress", "deviceip", "sourceip", "visitorip", "realip", "xrealip",
        "forwardedfor", "xforwardedfor", "trueclientip", "cfconnectingip",
        "latitude", "longitude", "lat", "lng", "lon", "latlng", "latlong", "latlon", "coordinates", "coords", "geohash",
        "geopoint",
    };

    private static readonly HashSet<string> _insideLocation = new(StringComparer.Ordinal)
    {
        "postalcode", "postcode", "postal", "zip", "zipcode", "street", "streetaddress", "address", "addressline1",
        "addressline2", "housenumber", "district", "neighborhood", "neighbourhood", "accuracy", "accuracyradius",
        "altitude", "long",
    };

    private static readonly HashSet<string> _persons = new(StringComparer.Ordinal)
    {
        "email", "emailaddress", "mail", "phone", "phonenumber", "mobilenumber", "firstname", "lastname", "fullname",
        "username", "birthday", "birthdate", "dateofbirth", "street", "address", "userid", "anonymousid", "distinctid",
        "deviceid", "visitorid", "clientid", "customerid", "accountid", "sessionid", "advertisingid", "idfa", "idfv", "gaid",
        "aaid", "fingerprint", "traits", "user", "customer",
    };

    private static readonly HashSet<string> _pages = new(StringComparer.Ordinal)
    {
        "url", "uri", "href", "pageurl", "pageuri", "currenturl", "landingurl", "pagelocation", "documentlocation", "search",
        "querystring", "referrer", "referer", "pagereferrer", "initialreferrer", "refr", "documentreferrer",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _anywhereOf =
        _anywhere.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _insideLocationOf =
        _insideLocation.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _personsOf =
        _persons.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _pagesOf =
        _pages.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the member on whose name the reader stands would tell.</summary>
    /// <remarks>Case, and the characters <c>$ _ -</c>, make no difference.</remarks>
    public static PrivateField KindOf(ref Utf8JsonReader reader)
    {
        Span<char> letters = stackalloc char[Longest];
        // Nobody writes a name with escapes here but who wants it to be overlooked.
        var utf8 = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        ReadOnlySpan<char> name = letters[..Plain(utf8, letters)];
        if (name.Length < 2)
            return PrivateField.None;
        if (_anywhereOf.Contains(name))
            return PrivateField.Address;
        var kind = name is "location" or "geo" or "geoip" ? PrivateField.Location
            : _insideLocationOf.Contains(name) ? PrivateField.AddressInLocation
            : _pagesOf.Contains(name) ? PrivateField.Page
            : PrivateField.None;
        return _personsOf.Contains(name) ? kind | PrivateField.Person : kind;
    }

    // 0 for a name that is too long to matter.
    private static int Plain(ReadOnlySpan<byte> name, Span<char> letters)
    {
        var length = 0;
        foreach (var one in name)
        {
            if (one is (byte)'_' or (byte)'-' or (byte)'$' or (byte)' ')
                continue;
            if (length == letters.Length)
                return 0;
            letters[length++] = one is >= (byte)'A' and <= (byte)'Z' ? (char)(one | 0x20) : (char)one;
        }

        return length;
    }
}

/// <summary>What a member may tell that must not be kept.</summary>
[Flags]
internal enum PrivateField
{
    None = 0,

    /// <summary>An address on the internet or a point on the map: never kept.</summary>
    Address = 1,

    /// <summary>Says where something is; parts of it may be too exact.</summary>
    Location = 2,

    /// <summary>Too exact where it stands inside a <see cref="Location"/>.</summary>
    AddressInLocation = 4,

    /// <summary>Tells who somebody is: not kept of those who did not consent.</summary>
    Person = 8,

    /// <summary>The address of a page, or its parameters: some of them let somebody in or tell who he is.</summary>
    Page = 16,
}
