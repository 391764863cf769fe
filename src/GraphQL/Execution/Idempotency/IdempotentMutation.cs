using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution.Plans;
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
    private readonly IIdempotencyStore _store = operation.Services.GetRequiredService<IIdempotencyStore>();

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
        var entry = new IdempotencyEntry(_options.Partition(operation.Request), key, field.ResponseName, RequestHash());
        var claim = await _store.ClaimAsync(entry, operation.Aborted).ConfigureAwait(false);
        switch (claim.State)
        {
            case IdempotencyState.Completed:
                field.WriteName(writer, isFirst);
                writer.WriteRaw(claim.Answer.Span);
                return true;
            case IdempotencyState.Mismatch:
                return Refuse(refuse, "The idempotency key belongs to another request.", ErrorCodes.IdempotencyKeyReused);
            case IdempotencyState.InProgress:
                return Refuse(refuse, "The same request is being executed.", ErrorCodes.IdempotencyInProgress);
            default:
                return await ExecuteAsync(entry, execute, writer, isFirst).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ExecuteAsync(
        IdempotencyEntry entry, Func<ValueTask<bool>> execute, ResultWriter writer, bool isFirst)
    {
        var errors = operation.Errors.Length;
        var start = writer.Position + field.Encoded.Length - (isFirst ? 1 : 0);
        var kept = false;
        try
        {
            var written = await execute().ConfigureAwait(false);
            if (written && operation.Errors.Length == errors)
            {
                // The effect has happened: who goes away now must find it when he comes back.
                await _store.CompleteAsync(entry, writer.Written[start..], CancellationToken.None).ConfigureAwait(false);
                kept = true;
            }
            return written;
        }
        finally
        {
            if (!kept)
                await _store.ReleaseAsync(entry, CancellationToken.None).ConfigureAwait(false);
        }
    }

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
