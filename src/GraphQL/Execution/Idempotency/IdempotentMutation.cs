using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>Executes a root field of a mutation at most once a key.</summary>
/// <param name="operation">The operation.</param>
/// <param name="field">The field.</param>
internal sealed class IdempotentMutation(OperationContext operation, FieldPlan field)
{
    private readonly IdempotencyOptions _options = operation.Services.GetRequiredService<IdempotencyOptions>();

    /// <summary>Writes the field: by executing it, or as it was answered before.</summary>
    /// <param name="execute">Resolves and writes the field; false when its null goes further up.</param>
    /// <param name="refuse">Writes the field as one that failed.</param>
    /// <param name="writer">The answer.</param>
    /// <param name="isFirst">Whether the field is the first of the answer.</param>
    /// <param name="isWhole">Whether nothing of the answer is put off: parts that come later could not be repeated.</param>
    public async ValueTask<bool> WriteAsync(
        Func<ValueTask<bool>> execute, Func<bool> refuse, ResultWriter writer, bool isFirst, bool isWhole)
    {
        var settings = field.Field.Idempotency!;
        var key = KeyOf(settings);
        if (key is null && !settings.Required)
            return await execute().ConfigureAwait(false);
        if (key is null || key.Length is 0 || key.Length > _options.MaxKeyLength)
            return Refuse(refuse, $"The mutation needs an idempotency key of 1 to {_options.MaxKeyLength} characters.",
                ErrorCodes.IdempotencyKeyRequired);
        if (!isWhole)
            return Refuse(refuse, "An idempotent mutation is answered as a whole, without @defer and @stream.",
                ErrorCodes.OperationNotAllowed);
        if (await ClaimAsync(key).ConfigureAwait(false) is not { } taken)
            return refuse();
        switch (taken.Claim.State)
        {
            case IdempotencyState.Completed:
                field.WriteName(writer, isFirst);
                writer.WriteRaw(taken.Claim.Answer.Span);
                return true;
            case IdempotencyState.Mismatch:
                return Refuse(refuse, "The idempotency key belongs to another request.", ErrorCodes.IdempotencyKeyReused);
            case IdempotencyState.InProgress:
                return Refuse(refuse, "The same request is being executed.", ErrorCodes.IdempotencyInProgress);
            default:
                return await ExecuteAsync(taken.Store, taken.Entry, execute, writer, isFirst).ConfigureAwait(false);
        }
    }

    /// <summary>What became of the key; null when the caller may not ask, or the store failed: the error is reported.</summary>
    private async ValueTask<(IIdempotencyStore Store, IdempotencyEntry Entry, IdempotencyClaim Claim)?> ClaimAsync(string key)
    {
        try
        {
            // First of all: an answer of before is for those only who may ask now.
            if (field.Field.Authorization.Count > 0 && !await FieldPermission
                .IsGivenAsync(operation, field, Context(), operation.Services.GetService<IFieldAuthorization>())
                .ConfigureAwait(false))
                return null;
            var store = operation.Services.GetRequiredService<IIdempotencyStore>();
            var entry = new IdempotencyEntry(_options.Partition(operation.Request), key, field.ResponseName, RequestHash());
            return (store, entry, await store.ClaimAsync(entry, operation.Aborted).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            operation.AddException(fault, field, () => [field.ResponseName]);
            return null;
        }
    }

    private async ValueTask<bool> ExecuteAsync(
        IIdempotencyStore store, IdempotencyEntry entry, Func<ValueTask<bool>> execute, ResultWriter writer, bool isFirst)
    {
        var errors = operation.Errors.Length;
        var start = writer.Position + field.Encoded.Length - (isFirst ? 1 : 0);
        var hasEffect = false;
        operation.Request.GlobalState.Remove(IdempotencyExtensions.RetryKey);
        try
        {
            var written = await execute().ConfigureAwait(false);
            hasEffect = written && operation.Errors.Length == errors
                && !operation.Request.GlobalState.ContainsKey(IdempotencyExtensions.RetryKey);
            return written;
        }
        finally
        {
            await SettleAsync(store, entry, hasEffect ? writer.Written[start..] : (ReadOnlyMemory<byte>?)null)
                .ConfigureAwait(false);
        }
    }

    // Not cancelled with the request: who goes away now must find the effect when he comes back. A store that fails does not
    // change the answer, which the caller has to learn; the key stays taken until its time is over.
    private async ValueTask SettleAsync(IIdempotencyStore store, IdempotencyEntry entry, ReadOnlyMemory<byte>? answer)
    {
        try
        {
            if (answer is { } kept)
                await store.CompleteAsync(entry, kept, CancellationToken.None).ConfigureAwait(false);
            else
                await store.ReleaseAsync(entry, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            operation.Unexpected(fault, field.Field.Coordinate);
        }
    }

    private ResolverContext Context() =>
        new(operation, field, null, operation.ArgumentsOf(field), [field.ResponseName]);

    private string? KeyOf(IdempotentAttribute settings)
    {
        var arguments = operation.ArgumentsOf(field);
        object? given = null;
        var index = 0;
        foreach (var argument in field.Field.Arguments)
        {
            if (argument.Name == settings.KeyArgument)
                given = arguments[index];
            index++;
        }
        if (given is null && field.Field.Mutation?.TryGet(settings.KeyArgument, arguments, out var inner) == true)
            given = inner;
        return given?.ToString() ?? operation.Request.IdempotencyKey;
    }

    // A stored document is known by the hash of its text: so a repetition is the same request whether it sends the one or the other.
    private string RequestHash()
    {
        var request = operation.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, request.Document.IsEmpty
            ? request.DocumentId ?? StoredHash(request.Extensions)
            : Convert.ToHexStringLower(SHA256.HashData(request.Document.Span)));
        Append(hash, request.OperationName ?? "");
        Append(hash, request.Variables.ValueKind == JsonValueKind.Object ? request.Variables.GetRawText() : "");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string StoredHash(JsonElement extensions) => extensions.ValueKind == JsonValueKind.Object
        && extensions.TryGetProperty("persistedQuery", out var stored) && stored.ValueKind == JsonValueKind.Object
        && stored.TryGetProperty("sha256Hash", out var id) ? id.ToString() : "";

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }

    private bool Refuse(Func<bool> refuse, string message, string code)
    {
        operation.AddError(OperationContext.At(Error.Of(message, code), field, () => [field.ResponseName]));
        return refuse();
    }
}
