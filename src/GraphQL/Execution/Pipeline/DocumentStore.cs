using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Parses, measures and validates documents, each text once while it is kept. Refusals are kept too.</summary>
internal sealed class DocumentStore(Schema schema, ResolverSet resolvers, RequestOptions options)
{
    private readonly ValidationOptions _open = new() { MaxErrors = options.MaxValidationErrors };
    private readonly ValidationOptions _discreet = new() { MaxErrors = options.MaxValidationErrors, HideSuggestions = true };
    private readonly BoundedCache<PreparedDocument> _cache = new(options.DocumentCacheSize, options.DocumentCacheBytes);
    private readonly OperationLimits _limits = new(options);
    private readonly ParserOptions _parser = new()
    {
        MaxBytes = options.MaxDocumentBytes,
        MaxTokens = options.MaxDocumentTokens,
        // Fields are counted with their fragments expanded, by OperationLimits.
        MaxFields = int.MaxValue,
    };

    public PreparedDocument Get(ReadOnlySpan<byte> text) => Get(text, out _);

    /// <summary>The prepared document of a text.</summary>
    public PreparedDocument Get(ReadOnlySpan<byte> text, out bool wasCached)
    {
        wasCached = _cache.TryGet(text, out var known);
        if (known is not null)
            return known;
        var prepared = Prepare(text);
        // An oversized text would cost more to keep than to refuse again.
        if (text.Length <= options.MaxDocumentBytes)
            _cache.Add(text, prepared);
        return prepared;
    }

    private PreparedDocument Prepare(ReadOnlySpan<byte> text)
    {
        DocumentNode document;
        try
        {
            document = Utf8GraphQLParser.Parse(text, _parser);
        }
        catch (SyntaxException fault)
        {
            return new([Error.Of(
                fault.Message, fault.LimitExceeded ? ErrorCodes.DocumentTooLarge : ErrorCodes.Syntax, fault.Location)]);
        }
        if (_limits.Check(document) is { } excess)
            return new([excess]);
        var errors = Validate(document, _open);
        return errors.Length == 0
            ? new(schema, resolvers, document)
            : new(errors, () => Validate(document, _discreet));
    }

    private ImmutableArray<IError> Validate(DocumentNode document, ValidationOptions validation) =>
        [.. DocumentValidator.Validate(schema, document, validation).Select(ToError)];

    private static IError ToError(ValidationError fault) => Error.Of(fault.Message, ErrorCodes.Validation)
        .WithLocations(fault.Locations).SetExtension("rule", fault.Rule);
}
