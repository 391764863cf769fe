namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>
/// The event stream of a shop: sessions of actors with a home country and device, a fourth of them with the intent
/// to buy, weekly and daily seasons and a slight growth, products and prices. Times are unique by actor.
/// </summary>
internal sealed class EventGenerator
{
    private const double BuyingShare = 0.25;
    private const long LastTick = Vocabulary.Days * (long)Vocabulary.TicksPerDay;

    private readonly Draws _draws = new(20250106);
    private readonly Visits _visits;
    private readonly double[] _basePrices;
    private readonly double[] _products = Draws.Cumulative(
        Enumerable.Range(0, Vocabulary.Products).Select(product => Math.Pow(product + 20, -0.9)));
    private readonly List<(long Tick, EventRecord Event)> _events = [];
    private readonly byte[] _names = new byte[128];
    private readonly double[] _places = new double[128];
    private readonly double[] _offsets = new double[128];

    public EventGenerator(int events, int actors)
    {
        _basePrices = [.. Enumerable.Range(0, Vocabulary.Products)
            .Select(_ => Math.Round(500 + 100 * Math.Exp(1 + _draws.Next() * 4.5)))];
        _visits = new Visits(events, actors, _draws);
    }

    /// <summary>The actor's events in the order in which they happened. Ask for actors in order, each once.</summary>
    public IEnumerable<EventRecord> Of(int actor)
    {
        var birth = Math.Max(0, _draws.Next(300) - 120);
        var (home, homeDevice) = (_draws.Pick(Weights.Countries), _draws.Pick(Weights.Devices));
        _events.Clear();
        foreach (var (session, length) in _visits.Of(actor))
        {
            var visitor = new EventRecord(
                (uint)actor, 0, session, 0, EventRecord.NoProduct, 0,
                (byte)(_draws.Next() < 0.03 ? _draws.Pick(Weights.Countries) : home),
                (byte)(_draws.Next() < 0.2 ? _draws.Pick(Weights.Devices) : homeDevice),
                (byte)_draws.Pick(Weights.Sources), RecordKind.Event);
            AddSession(visitor, length, Begin(birth));
        }
        return WithUniqueTimes();
    }

    private double Begin(int birth)
    {
        var day = _draws.Next() < 0.5 ? birth + (int)_draws.Exponential(20) : Vocabulary.Days;
        if (day >= Vocabulary.Days)
        {
            var before = birth == 0 ? 0 : Weights.Days[birth - 1];
            day = Draws.Find(Weights.Days, before + _draws.Next() * (1 - before));
        }
        return day * 86_400_000.0 + (_draws.Pick(Weights.Hours) + _draws.Next()) * 3_600_000;
    }

    private void AddSession(EventRecord visitor, int length, double begin)
    {
        var buys = _draws.Next() < BuyingShare;
        for (var i = 0; i < length; i++)
        {
            _names[i] = (byte)_draws.Pick(buys ? Weights.Buying : Weights.Browsing);
            // In a session that buys, later stages tend to come later.
            _places[i] = buys ? Weights.Stages[_names[i]] * 0.2 + (double)i / length + _draws.Next() * 0.2 : i;
        }
        Array.Sort(_places, _names, 0, length);
        double end = 0;
        for (var i = 0; i < length; i++)
        {
            _offsets[i] = end;
            end += 200 + _draws.Exponential(45_000);
        }
        begin = Math.Min(begin, Vocabulary.Days * 86_400_000.0 - end - 2_000);
        for (var i = 0; i < length; i++)
            _events.Add((
                (long)((begin + _offsets[i]) / Vocabulary.TickMilliseconds),
                WithProduct(visitor with { Name = _names[i] })));
    }

    private EventRecord WithProduct(EventRecord record)
    {
        if (!EventNames.HasProduct(record.Name))
            return record;
        var product = _draws.Pick(_products);
        var pieces = record.Name is EventNames.CheckoutStarted or EventNames.PaymentCompleted
            ? 1 + (int)(_draws.Next() * _draws.Next() * 4) : 1;
        return record with { Product = (ushort)product, Cents = (uint)_basePrices[product] * (uint)pieces };
    }

    private IEnumerable<EventRecord> WithUniqueTimes()
    {
        var last = -1L;
        foreach (var (tick, record) in _events.OrderBy(one => one.Tick))
        {
            last = Math.Max(tick, last + 1);
            if (last >= LastTick)
                throw new InvalidOperationException("An event falls behind the last day.");
            yield return record with { Tick = (uint)last };
        }
    }
}
