using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>The messages of one request after they were judged: what goes to the log, and what each one's sender is told.</summary>
internal sealed class JudgedMessages
{
    private const int NoPlace = -1;

    private readonly List<NewEvent> _events;
    private readonly List<NewActorEntry> _actors = [];
    private readonly EventVerdict[] _verdicts;

    // Where in the request the events and the statements about actors stand; children have no verdict of their own.
    private readonly List<int> _eventPlaces;
    private readonly List<int> _actorPlaces = [];
    private List<QuarantinedEvent>? _aside;
    private List<int>? _asidePlaces;
    private int _roomForChildren = EventPayload.MaxEvents;

    public JudgedMessages(IReadOnlyList<Result<MessageDraft>> messages, MessageJudge judge)
    {
        _verdicts = new EventVerdict[messages.Count];
        (_events, _eventPlaces) = (new(messages.Count), new(messages.Count));
        for (var place = 0; place < messages.Count; place++)
            if (Judge(messages[place], judge, place) is { } problem)
                _verdicts[place] = new EventVerdict(EventStatus.Rejected, problem);
        Append = new LogAppend(_events) { Actors = _actors };
    }

    /// <summary>What goes to the log.</summary>
    public LogAppend Append { get; }

    /// <summary>What goes to the quarantine; null when that is nothing.</summary>
    public IReadOnlyList<QuarantinedEvent>? Aside => _aside;

    /// <summary>One a message, in the order sent.</summary>
    public IReadOnlyList<EventVerdict> Verdicts => _verdicts;

    /// <summary>Enters what the log did into the verdicts.</summary>
    /// <returns>How many messages were written.</returns>
    public int Note(AppendOutcome outcome) =>
        Note(outcome.Events, _eventPlaces) + Note(outcome.Actors, _actorPlaces);

    /// <summary>Enters what the quarantine did into the verdicts.</summary>
    public void Note(IReadOnlyList<QuarantineStatus> statuses)
    {
        for (var i = 0; i < statuses.Count; i++)
            _verdicts[_asidePlaces![i]] = EventRules.PutAside(statuses[i], _aside![i].Problem);
    }

    private Problem? Judge(Result<MessageDraft> message, MessageJudge judge, int place)
    {
        if (!message.TryGet(out var draft, out var problem))
            return problem;
        if (draft is RefusedDraft refused)
            return refused.Problem;
        if (draft is ActorDraft said)
            return Judge(said, judge, place);
        var judgement = judge.Judge((EventDraft)draft);
        if (judgement.Event is not { } judged)
            return judgement.Problem;
        if (judgement.Aside)
        {
            (_aside ??= []).Add(new QuarantinedEvent(judged, judgement.Problem!));
            (_asidePlaces ??= []).Add(place);
            return null;
        }

        if (!ChildEvents.Of(judged, _roomForChildren).TryGet(out var children, out problem))
            return problem;
        Add(judged, place);
        foreach (var child in children)
            Add(child, NoPlace);
        _roomForChildren -= children.Count;
        _verdicts[place] = new EventVerdict(EventStatus.Accepted, judgement.Problem);
        return null;
    }

    private void Add(NewEvent judged, int place)
    {
        _events.Add(judged);
        _eventPlaces.Add(place);
    }

    private Problem? Judge(ActorDraft draft, MessageJudge judge, int place)
    {
        if (!judge.Judge(draft).TryGet(out var judged, out var problem))
            return problem;
        _actors.Add(judged);
        _actorPlaces.Add(place);
        return null;
    }

    private int Note(IReadOnlyList<AppendStatus> statuses, List<int> places)
    {
        var written = 0;
        for (var i = 0; i < statuses.Count; i++)
            switch (statuses[i])
            {
                case var _ when places[i] == NoPlace:
                    break;
                case AppendStatus.Written:
                    written++;
                    break;
                case AppendStatus.NotMerged:
                    written++;
                    _verdicts[places[i]] = new EventVerdict(EventStatus.Accepted, EventRules.NotMerged);
                    break;
                case AppendStatus.Duplicate:
                    _verdicts[places[i]] = new EventVerdict(EventStatus.Duplicate);
                    break;
                default:
                    _verdicts[places[i]] = new EventVerdict(EventStatus.Rejected, EventRules.Refused(statuses[i]));
                    break;
            }

        return written;
    }
}
