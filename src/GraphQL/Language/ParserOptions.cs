namespace Analytics.GraphQL.Language;

/// <summary>How much a document may ask of the parser. The defaults suit requests from strangers.</summary>
public sealed class ParserOptions
{
    /// <summary>The limits that apply when none are given.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>No limits but the nesting depth: for schema files and other sources of one's own.</summary>
    public static ParserOptions Trusted { get; } =
        new() { MaxBytes = int.MaxValue, MaxTokens = int.MaxValue, MaxFields = int.MaxValue };

    /// <summary>Bytes of the source.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Tokens, comments not counted.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>Brackets that are open at once; bounds the stack that the parser and all visitors need.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Fields in all selection sets together, as written.</summary>
    public int MaxFields { get; init; } = 2048;
}
