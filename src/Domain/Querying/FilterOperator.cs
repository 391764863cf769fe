namespace Analytics.Domain.Querying;

/// <summary>How a property is compared with a value.</summary>
public enum FilterOperator
{
    /// <summary>Same type, same value; text by ordinal.</summary>
    Equal,

    /// <summary>Greater; numbers by value, text by ordinal.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>Less; numbers by value, text by ordinal.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Text that contains the value, by ordinal.</summary>
    Contains,

    /// <summary>Text that starts with the value, by ordinal.</summary>
    StartsWith,
}
