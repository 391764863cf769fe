using Analytics.Domain.Collection;

namespace Analytics.Infrastructure.Collection;

/// <summary>Verdicts as the tables have them.</summary>
internal static class VerdictText
{
    public static string Write(EventStatus verdict) => verdict switch
    {
        EventStatus.Accepted => "ACCEPTED",
        EventStatus.Duplicate => "DUPLICATE",
        EventStatus.Quarantined => "QUARANTINED",
        _ => "REJECTED",
    };

    public static EventStatus Read(string text) => text switch
    {
        "ACCEPTED" => EventStatus.Accepted,
        "DUPLICATE" => EventStatus.Duplicate,
        "QUARANTINED" => EventStatus.Quarantined,
        _ => EventStatus.Rejected,
    };
}
