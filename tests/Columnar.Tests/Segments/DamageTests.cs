using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

public sealed class DamageTests : IAsyncLifetime
{
    private RunningEngine _running = null!;
    private TenantScope _tenant = null!;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningEngine.StartAsync(flushRows: 50, batchRows: 10);
        _tenant = await _running.Tenants.AddAsync("tenant");
        foreach (var part in new RandomEvents(3).Take(200, 60).Chunk(50))
        {
            await _running.AppendAsync(_tenant, part);
            await _running.FlushedAsync(_tenant);
        }
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Theory]
    [InlineData(0.0)]      // the magic number
    [InlineData(0.000001)]
    [InlineData(0.3)]      // a column
    [InlineData(0.6)]
    [InlineData(0.97)]     // the directory
    [InlineData(0.999)]    // the footer
    public async Task File_with_one_changed_byte_is_rebuilt_from_the_log(double place)
    {
        await _running.RestartAsync(() => EachFile(path =>
        {
            var bytes = File.ReadAllBytes(path);
            var at = Math.Max((int)(bytes.Length * place), (int)(place * 1_000_000) is 1 ? 7 : 0);
            bytes[at] ^= 0x40;
            File.WriteAllBytes(path, bytes);
        }));

        await EverythingIsThereAsync();
    }

    [Theory]
    [InlineData(nameof(SectionKind.Actors))]
    [InlineData(nameof(SectionKind.TimesHigh))]
    [InlineData(nameof(SectionKind.Names))]
    [InlineData(nameof(SectionKind.Sessions))]
    [InlineData(nameof(SectionKind.Dictionary))]
    [InlineData(nameof(SectionKind.Text))]
    [InlineData(nameof(SectionKind.EventIds))]
    [InlineData(nameof(SectionKind.Positions))]
    public async Task Answers_are_never_less_than_whole_while_a_column_is_rebuilt(string kind)
    {
        await _running.RestartAsync(() => EachFile(path => Change(path, SectionOf(path, Enum.Parse<SectionKind>(kind)))));

        // Asked at once, before anything is known of the damage.
        Result<System.Collections.Immutable.ImmutableArray<SeriesAnswer>> answer;
        while (!(answer = await _running.Engine.SeriesAsync(_tenant, [Query], CancellationToken.None)).IsSuccess)
            Assert.Equal("NOT_YET_VISIBLE", answer.Problem.Code);
        Assert.Equal(200, answer.Value[0].Meta.Watermark);
        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Damage_that_no_question_meets_is_found_in_the_background()
    {
        var damaged = new List<string>();
        await _running.RestartAsync(() => EachFile(path =>
        {
            Change(path, SectionOf(path, SectionKind.EventIds));
            damaged.Add(path);
        }));

        await _running.SeenAsync(_tenant, 200);
        for (var attempt = 0; attempt < 500 && damaged.Any(File.Exists); attempt++)
            await Task.Delay(10);
        Assert.DoesNotContain(damaged, File.Exists);
        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Files_of_an_older_format_are_rebuilt_from_the_log()
    {
        await _running.RestartAsync(() => EachFile(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.Position = 7;
            file.WriteByte(1);
        }));
        await EverythingIsThereAsync();

        var manifest = Path.Combine(_running.DirectoryOf(_tenant), "manifest");
        await _running.RestartAsync(() =>
        {
            var old = File.ReadAllText(manifest)[8..].Replace(
                $"\"Format\":{Manifest.CurrentFormat}", $"\"Format\":{Manifest.CurrentFormat - 1}", StringComparison.Ordinal);
            File.WriteAllText(manifest, $"{Crc32C.Of(System.Text.Encoding.UTF8.GetBytes(old)):x8}{old}");
        });
        await EverythingIsThereAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task File_that_was_cut_is_rebuilt_from_the_log(int length)
    {
        await _running.RestartAsync(() => EachFile(path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..length])));

        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task File_that_is_missing_is_rebuilt_from_the_log()
    {
        await _running.RestartAsync(() => EachFile(File.Delete));

        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Only_the_last_file_is_rebuilt_when_only_it_is_damaged()
    {
        await _running.RestartAsync(() => File.WriteAllText(Files().Last(), "not a segment"));

        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Manifest_that_is_damaged_or_of_another_format_is_rebuilt_from_the_log()
    {
        var manifest = Path.Combine(_running.DirectoryOf(_tenant), "manifest");
        await _running.RestartAsync(() => File.WriteAllText(manifest, "00000000{\"Format\":1,\"Files\":[]}"));
        await EverythingIsThereAsync();

        await _running.RestartAsync(() => File.WriteAllText(manifest, ""));
        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Leftover_of_a_merge_that_was_cut_off_is_removed()
    {
        var leftover = Path.Combine(_running.DirectoryOf(_tenant), "0000000fffff.seg");
        await _running.RestartAsync(() => File.WriteAllText(leftover, "half"));
        await EverythingIsThereAsync();

        Assert.False(File.Exists(leftover));
    }

    private static SeriesQuery Query { get; } = SeriesQuery.Create(
        [], Aggregation.UniqueSessions, null,
        TimeRange.Create(TestEvents.Start, TestEvents.Start.AddHours(1)).Value,
        breakdown: new SeriesBreakdown("color", 10)).Value;

    private async Task EverythingIsThereAsync()
    {
        await _running.SeenAsync(_tenant, 200);
        await Answers.AgreeAsync(_running.Engine, new SlowEventAnalytics(_running.Log), _tenant, Query, "rebuilt");
    }

    // Where a file has the first section of a kind; 0 when it has none.
    private static long SectionOf(string path, SectionKind kind)
    {
        using var memory = new MappedSegmentMemory(path);
        return new Segment(memory).Sections.FirstOrDefault(section => section.Kind == kind).Offset;
    }

    private static void Change(string path, long at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }

    private void EachFile(Action<string> damage)
    {
        var files = Files().ToList();
        Assert.NotEmpty(files);
        files.ForEach(damage);
    }

    private IEnumerable<string> Files() => Directory.GetFiles(_running.DirectoryOf(_tenant), "*.seg").Order();
}
