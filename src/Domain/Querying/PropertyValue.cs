namespace Analytics.Domain.Querying;

/// <summary>A property's value as a question names it.</summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>Unicode text, compared by ordinal.</summary>
    public sealed record Text(string Value) : PropertyValue;

    /// <summary>A decimal of up to 18 digits.</summary>
    public sealed record Number(decimal Value) : PropertyValue;

    /// <summary>True or false.</summary>
    public sealed record Boolean(bool Value) : PropertyValue;
}
