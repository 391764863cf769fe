using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>Text of at most 200 characters that names something.</summary>
    Id,

    /// <summary>Text of at most 1,000 characters.</summary>
    Text,

    /// <summary>A decimal of at most 18 digits.</summary>
    Number,

    /// <summary>A number without a fraction.</summary>
    Whole,

    /// <summary>ISO 8601; without a zone it is read in the import's.</summary>
    Time,

    /// <summary>A day such as 2026-03-01.</summary>
    Date,

    /// <summary>ISO 4217.</summary>
    Currency,
}

/// <summary>A column that files of one kind may have.</summary>
/// <param name="Name">Lower snake case.</param>
/// <param name="Type">What its values are.</param>
public sealed record ImportColumn(string Name, ColumnType Type = ColumnType.Text)
{
    /// <summary>Whether every file and every row has it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a CSV file has the column though its fields may be empty.</summary>
    public bool IsExpected { get; init; }

    /// <summary>Other names under which shops' systems export it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The least number that it takes; null for any.</summary>
    public decimal? Least { get; init; }

    /// <summary>Whether it says who or how a person is: shown to analysts and administrators only.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether a time lies at most a day ahead: what it stands for has happened.</summary>
    public bool HasHappened { get; init; }
}
