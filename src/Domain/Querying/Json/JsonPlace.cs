using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Analytics.Domain.Querying.Json;

/// <summary>A JSON value and where it stands. Reading it as what it is not throws the fault with the path.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path, QuestionContext Context)
{
    public bool IsNull => Element.ValueKind is JsonValueKind.Null;

    public bool IsText => Element.ValueKind is JsonValueKind.String;

    public string Text()
    {
        if (Element.ValueKind is not JsonValueKind.String)
            throw Expected("text");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("TEXT_NOT_UNICODE", "Text holds half of a surrogate pair.");
        }
    }

    public string? TextOrNull() => IsNull ? null : Text();

    public bool Boolean() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("true or false"),
    };

    public int Int() =>
        Element.ValueKind is JsonValueKind.Number && Element.TryGetInt32(out var value)
            ? value
            : throw Expected("a whole number");

    public long Long() =>
        Element.ValueKind is JsonValueKind.Number && Element.TryGetInt64(out var value)
            ? value
            : throw Expected("a whole number");

    public decimal Decimal()
    {
        if (Element.ValueKind is not JsonValueKind.Number)
            throw Expected("a number");
        return ExactDecimal.TryParse(Element.GetRawText(), out var value)
            ? value
            : throw Fault("NUMBER_OUT_OF_RANGE", "A number has more digits than can be kept.");
    }

    public T Choice<T>()
        where T : struct, Enum =>
        IsText && EnumNames<T>.TryParse(Text(), out var value) ? value : throw Expected($"one of {EnumNames<T>.All}");

    public TimeSpan Duration()
    {
        try
        {
            // Years and months have no fixed length.
            if (IsText && Text() is var text && text.Split('T')[0].IndexOfAny(['Y', 'M']) < 0)
                return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            // No duration: said below.
        }
        throw Expected("a duration such as P7D or PT12H");
    }

    // A time without a zone would be read in that of the machine.
    public DateTimeOffset Instant() =>
        IsText && Text() is { Length: > 19 } text
        && (text[^1] == 'Z' || text[^6] is '+' or '-')
        && Element.TryGetDateTimeOffset(out var value)
            ? value.ToUniversalTime()
            : throw Expected("a time such as 2024-02-01T00:00:00Z");

    public DateOnly Date() =>
        IsText && DateOnly.TryParseExact(
            Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Expected("a date such as 2024-02-01");

    public TimeZoneInfo Zone() =>
        IsText && TimeZoneInfo.TryFindSystemTimeZoneById(Text(), out var zone)
            ? zone
            : throw Fault("TIME_ZONE_UNKNOWN", "Expected an IANA time zone such as Europe/Berlin.");

    public ImmutableArray<T> List<T>(Func<JsonPlace, T> read)
    {
        if (Element.ValueKind is not JsonValueKind.Array)
            throw Expected("a list");
        var values = ImmutableArray.CreateBuilder<T>(Element.GetArrayLength());
        foreach (var part in Element.EnumerateArray())
            values.Add(read(this with
            {
                Element = part,
                Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{values.Count}]"),
            }));
        return values.MoveToImmutable();
    }

    public ImmutableArray<string> Names() => List(name => name.Text());

    /// <summary>An object whose members are all known to <paramref name="read"/>.</summary>
    public T Object<T>(Func<JsonMembers, T> read)
    {
        var members = new JsonMembers(this);
        var value = read(members);
        members.End();
        return value;
    }

    /// <exception cref="JsonFaultException">There is a problem in place of a value.</exception>
    public T Good<T>(Result<T> result) =>
        result.TryGet(out var value, out var problem)
            ? value
            : throw new JsonFaultException(Path.Length == 0 ? problem : problem.Under(Path));

    public JsonFaultException Expected(string what) => Fault("WRONG_TYPE", $"Expected {what}.");

    public JsonFaultException Fault(string code, string message) =>
        new(Problem.Invalid(code, message, Path.Length == 0 ? null : Path));
}
