using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>
/// What a caller accepts, by RFC 9110 section 12.5.1: of the ranges that fit a media type the most specific one says
/// how much it is liked. Streams must be asked for by name, since a caller of <c>*/*</c> expects one answer.
/// </summary>
internal sealed class AcceptedTypes
{
    private static readonly AcceptedTypes JsonOnly = new(MediaTypes.Json, 1, 0, 0);
    private static readonly AcceptedTypes ResponseOnly = new(MediaTypes.Response, 1, 0, 0);
    private static readonly AcceptedTypes EventStreamOnly = new(null, 0, 1, 0);

    private readonly double _answerQuality;
    private readonly double _events;
    private readonly double _parts;

    private AcceptedTypes(string? answer, double answerQuality, double events, double parts) =>
        (Answer, _answerQuality, _events, _parts) = (answer, answerQuality, events, parts);

    /// <summary>The media type of a single answer; null when the caller accepts none of ours.</summary>
    public string? Answer { get; }

    /// <summary>Whether the caller accepts nothing that the server can send.</summary>
    public bool IsEmpty => Answer is null && !AcceptsStreams;

    /// <summary>Whether the caller accepts more than one answer.</summary>
    public bool AcceptsStreams => _events > 0 || _parts > 0;

    /// <summary>Whether the caller accepts server-sent events.</summary>
    public bool AcceptsEvents => _events > 0;

    /// <summary>Whether the caller accepts a body of several parts.</summary>
    public bool AcceptsParts => _parts > 0;

    /// <summary>Whether even a single answer is better sent as a stream.</summary>
    public bool PrefersStream => AcceptsStreams && Math.Max(_events, _parts) > _answerQuality;

    /// <summary>Whether events are liked more than parts; at a tie they are not, since more clients read parts.</summary>
    public bool PrefersEvents => _events > _parts;

    /// <summary>Reads the header.</summary>
    public static AcceptedTypes Read(StringValues accept) => accept.Count switch
    {
        0 => JsonOnly,
        1 => accept[0] switch
        {
            MediaTypes.Json or "*/*" => JsonOnly,
            MediaTypes.Response => ResponseOnly,
            MediaTypes.EventStream => EventStreamOnly,
            _ => Parse(accept),
        },
        _ => Parse(accept),
    };

    private static AcceptedTypes Parse(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return new AcceptedTypes(null, 0, 0, 0);
        var (json, jsonPlace) = QualityOf(MediaTypes.Json, ranges);
        var (response, responsePlace) = QualityOf(MediaTypes.Response, ranges);
        var prefersResponse = response > json || response == json && responsePlace < jsonPlace;
        var quality = Math.Max(json, response);
        return new AcceptedTypes(
            quality > 0 ? prefersResponse ? MediaTypes.Response : MediaTypes.Json : null, quality,
            QualityOf(MediaTypes.EventStream, ranges).Quality, QualityOf(MediaTypes.Multipart, ranges).Quality);
    }

    /// <summary>How much a type is liked, 0 for not at all, and which range says so.</summary>
    private static (double Quality, int Place) QualityOf(string mediaType, IList<MediaTypeHeaderValue> ranges)
    {
        var (best, quality, place) = (0, 0d, int.MaxValue);
        for (var index = 0; index < ranges.Count; index++)
        {
            var specificity = SpecificityOf(ranges[index], mediaType);
            if (specificity > best)
                (best, quality, place) = (specificity, ranges[index].Quality ?? 1, index);
        }
        return (quality, place);
    }

    private static int SpecificityOf(MediaTypeHeaderValue range, string mediaType)
    {
        if (!MediaTypes.IsUtf8(range))
            return 0;
        if (range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            return IsOfOlderDraft(range) ? 0 : 3;
        if (mediaType is MediaTypes.EventStream or MediaTypes.Multipart)
            return 0;
        if (range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
            return 2;
        return range.MatchesAllTypes ? 1 : 0;
    }

    // Clients that know only an earlier form of answers in parts say so; they would misread ours.
    private static bool IsOfOlderDraft(MediaTypeHeaderValue range)
    {
        foreach (var parameter in range.Parameters)
            if (parameter.Name.Equals("deferSpec", StringComparison.OrdinalIgnoreCase)
                || parameter.Name.Equals("incrementalSpec", StringComparison.OrdinalIgnoreCase)
                    && parameter.Value.Equals("v0.1", StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
