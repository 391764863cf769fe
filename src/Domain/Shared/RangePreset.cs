namespace Analytics.Domain.Shared;

/// <summary>A named part of the local calendar. THIS_… ends now, LAST_… is the whole one before.</summary>
public enum RangePreset
{
    /// <summary>From local midnight until now.</summary>
    Today,

    /// <summary>The whole local day before today.</summary>
    Yesterday,

    /// <summary>From the first day of the week until now.</summary>
    ThisWeek,

    /// <summary>The whole week before this one.</summary>
    LastWeek,

    /// <summary>From the first of the month until now.</summary>
    ThisMonth,

    /// <summary>The whole month before this one.</summary>
    LastMonth,

    /// <summary>From the first day of the quarter until now.</summary>
    ThisQuarter,

    /// <summary>The whole quarter before this one.</summary>
    LastQuarter,

    /// <summary>From 1 January until now.</summary>
    ThisYear,

    /// <summary>The whole year before this one.</summary>
    LastYear,
}
