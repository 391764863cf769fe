using System.Runtime.InteropServices;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

internal enum ValueKind : byte
{
    None = 0,

    /// <summary>A code of the property's dictionary.</summary>
    Text = 1,

    /// <summary>A coefficient and a scale.</summary>
    Number = 2,

    /// <summary>1 for false, 2 for true.</summary>
    Boolean = 3,
}

/// <summary>The value of a property at some time.</summary>
/// <param name="Kind">Says what the others are.</param>
/// <param name="Scale">Of a number: it is <c>Value / 10^Scale</c>, without trailing zeros.</param>
/// <param name="Value">Code, coefficient or truth.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct ActorValue(ValueKind Kind, byte Scale, long Value);

/// <summary>A change of one property of one id, as a segment holds it.</summary>
/// <param name="Position">Of the log entry.</param>
/// <param name="Time">From when on, milliseconds since 1970.</param>
/// <param name="Id">Code of the id as sent.</param>
/// <param name="Property">Code of its name.</param>
/// <param name="Change">Never Unset: that is to set none.</param>
/// <param name="Value">What is set or added.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct ActorChange(
    long Position, long Time, uint Id, uint Property, ActorPropertyChange Change, ActorValue Value)
{
    /// <summary>In the order in which changes of one property of one actor take effect.</summary>
    public static int Compare(ActorChange left, ActorChange right)
    {
        var byTime = left.Time.CompareTo(right.Time);
        return byTime != 0 ? byTime : left.Position.CompareTo(right.Position);
    }
}
