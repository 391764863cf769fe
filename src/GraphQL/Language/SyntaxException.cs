namespace Analytics.GraphQL.Language;

/// <summary>The source text is not a GraphQL document, or is larger than the parser's limits allow.</summary>
/// <param name="message">What was expected and what was found, worded as the reference implementation words it.</param>
/// <param name="location">Where the fault is.</param>
/// <param name="limitExceeded">True when a limit of <see cref="ParserOptions"/> refused the text.</param>
public sealed class SyntaxException(string message, Location location, bool limitExceeded = false) : Exception(message)
{
    /// <summary>Where the fault is; never the default value.</summary>
    public Location Location { get; } = location;

    /// <summary>True when a limit of <see cref="ParserOptions"/> refused the text, not its grammar.</summary>
    public bool LimitExceeded { get; } = limitExceeded;
}
