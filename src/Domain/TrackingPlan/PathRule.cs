namespace Analytics.Domain.TrackingPlan;

/// <summary>What a plan says of one path, e.g. <c>address.city</c>.</summary>
internal sealed class PathRule
{
    /// <summary>What its value has to be; null for a name that is only denied, kept or on the way to another.</summary>
    public PropertyCheck? Check { get; set; }

    /// <summary>Whether the plan names it, and with it all that lies inside unless that is named, too.</summary>
    public bool IsNamed { get; set; }

    /// <summary>Taken out.</summary>
    public bool IsDenied { get; set; }

    /// <summary>Whether a longer path begins with this one.</summary>
    public bool LeadsOn { get; set; }
}
