namespace Analytics.GraphQL.Language;

/// <summary>Where a node stands in its source. The default value (line 0) is a node that came from no source.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte.</param>
/// <param name="Line">Line of the first character, from 1.</param>
/// <param name="Column">Column of the first character, from 1, in UTF-16 units as editors count.</param>
public readonly record struct Location(int Start, int End, int Line, int Column);
