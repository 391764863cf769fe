namespace Analytics.Domain.Funnels;

/// <summary>Whether a step that is reached after the range's end counts.</summary>
public enum ConversionsAfterRange
{
    /// <summary>Events up to one window past the end count, so that late starters have their full time.</summary>
    Include,

    /// <summary>Only events inside the range count.</summary>
    Exclude,
}
