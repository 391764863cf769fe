using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Identity;

/// <summary>Adds numbers of 18 digits and rounds the sum to 18, half to even.</summary>
internal static class ScaledSum
{
    /// <returns>
    /// The sum, where none counts as 0; what was before if that is no number, or if the sum has more than 18 digits
    /// before the point.
    /// </returns>
    public static ActorValue Of(ActorValue before, ActorValue added)
    {
        if (before.Kind is not (ValueKind.Number or ValueKind.None))
            return before;
        int scale = Math.Max(before.Scale, added.Scale);
        var sum = ((Int128)before.Value * PowersOfTen.AsLong(scale - before.Scale))
            + ((Int128)added.Value * PowersOfTen.AsLong(scale - added.Scale));
        var whole = Int128.Abs(sum) / PowersOfTen.AsLong(scale);
        var places = DecimalText.MaxDigits;
        for (; whole > 0; whole /= 10)
            places--;
        if (places < 0)
            return before;
        if (scale > places)
            (sum, scale) = (Rounded(sum, PowersOfTen.AsLong(scale - places)), places);
        while (scale > 0 && sum % 10 == 0)
            (sum, scale) = (sum / 10, scale - 1);
        return new ActorValue(ValueKind.Number, (byte)scale, (long)sum);
    }

    private static Int128 Rounded(Int128 value, long divisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, divisor);
        var half = (Int128.Abs(remainder) * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && Int128.IsOddInteger(quotient)) ? quotient + Int128.Sign(value) : quotient;
    }
}
