using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Tells what is known of single sessions, actor after actor.</summary>
internal sealed class SessionRecords : IDisposable
{
    private readonly QueryRun _run;
    private readonly DictionaryView _ids;
    private readonly RowSelector? _pageEvents;
    private readonly DimensionKeys _pageKeys;
    private readonly DimensionKeys _referrerKeys;
    private readonly RowValues _pages;
    private readonly RowValues _referrers;
    private readonly ShardReader _reader;
    private readonly ShardSessions _sessions;
    private readonly NativeBuffer<ulong> _views = new();
    private ShardRows _rows = null!;
    private uint _actor;

    /// <param name="run">The question.</param>
    /// <param name="query">Says what is a page.</param>
    public SessionRecords(QueryRun run, SessionListQuery query)
    {
        var columns = new ShardColumns { Sessions = true };
        (_run, _ids) = (run, run.Snapshot.Dictionary(DictionaryId.Actors));
        _pageKeys = new DimensionKeys(run.Snapshot, query.Page, columns);
        _referrerKeys = new DimensionKeys(run.Snapshot, query.Referrer, columns);
        (_pages, _referrers) = (new RowValues(_pageKeys), new RowValues(_referrerKeys));
        _pageEvents = query.PageEvents.IsEmpty ? null : new RowSelector(
            run.Snapshot, new EventSelector(query.PageEvents), filter: null, long.MinValue, long.MaxValue);
        _reader = new ShardReader(run.Snapshot, columns, query.IncludeBots);
        _sessions = new ShardSessions(run.SessionGap);
    }

    /// <summary>The session at a place.</summary>
    public SessionRecord Of(FoundPlace place)
    {
        if (_actor != place.Actor)
            Read(place.Actor);
        var session = Find(place);
        var (last, pages, events, entry, exit, referrer) = (0, 0, 0, 0, 0, 0);
        for (var stretch = 0; stretch < _sessions.Sessions.Length; stretch++)
        {
            if (_sessions.Sessions[stretch] != session)
                continue;
            var (from, to) = ((int)_sessions.Starts[stretch], (int)_sessions.Starts[stretch + 1]);
            last = to - 1;
            events += to - from;
            pages += _pageEvents is null ? 0 : RowBitsKernel.Count(_views.Span, from, to);
            entry = entry != 0 ? entry : _pages.First(from, to);
            exit = _pages.Last(from, to) is not 0 and var seen ? seen : exit;
            referrer = referrer != 0 ? referrer : _referrers.First(from, to);
        }
        return new SessionRecord(
            new SessionPlace(
                DateTimeOffset.FromUnixTimeMilliseconds(place.Start), _ids.Text(place.Actor), place.Number),
            DateTimeOffset.FromUnixTimeMilliseconds(_rows.Times.At(last)),
            pages,
            events - pages,
            _pageKeys.Text(entry),
            _pageKeys.Text(exit),
            _referrerKeys.Text(referrer));
    }

    public void Dispose()
    {
        _pages.Dispose();
        _referrers.Dispose();
        _reader.Dispose();
        _sessions.Dispose();
        _views.Dispose();
    }

    private void Read(uint actor)
    {
        _actor = actor;
        _rows = _reader.Read(actor, actor + 1);
        _run.Take(_rows.Rows);
        _sessions.Number(_rows);
        _pages.Read(_rows);
        _referrers.Read(_rows);
        _views.Reset(RowBitsKernel.Words(_rows.Rows));
        _pageEvents?.Select(_rows, _views.Span);
    }

    // Sessions are numbered as they begin; the first stretch of each is where it does.
    private uint Find(FoundPlace place)
    {
        var (next, number) = (0u, 0);
        for (var stretch = 0; ; stretch++)
        {
            if (_sessions.Sessions[stretch] != next)
                continue;
            if (_rows.Times.At((int)_sessions.Starts[stretch]) == place.Start && number++ == place.Number)
                return next;
            next++;
        }
    }
}
