using Analytics.Domain.Collection.Enrichment;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Tests.Collection;

/// <summary>Lists of enrichment that come from files.</summary>
public sealed class EnrichmentFilesTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bots-{Guid.NewGuid():N}.json");
    private readonly FakeTime _clock = new();

    [Fact]
    public void Without_a_file_the_lists_are_those_of_the_product() =>
        Assert.Same(EnrichmentLists.BuiltIn, Open(new EnrichmentOptions()).Current);

    [Fact]
    public void A_list_that_changes_is_read_again_and_one_that_breaks_stays_as_it_was()
    {
        Write("""{"patterns": ["fetcher"]}""");
        var files = Open(new EnrichmentOptions { BotsFile = _file });
        Assert.True(files.Current.IsBot("New Fetcher"));
        Assert.Same(files.Current, files.Current);

        Write("""{"patterns": ["reader"]}""");
        Assert.True(files.Current.IsBot("New Fetcher"));        // not yet looked at
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.False(files.Current.IsBot("New Fetcher"));
        Assert.True(files.Current.IsBot("a reader"));

        foreach (var broken in new[] { "{", "{}", """{"patterns": ["("]}""" })
        {
            Write(broken);
            _clock.Advance(TimeSpan.FromSeconds(11));
            Assert.True(files.Current.IsBot("a reader"));
        }
    }

    [Fact]
    public void A_file_that_is_not_there_stops_the_start() =>
        Assert.True(new EnrichmentFilesValidator().Validate(null, new EnrichmentOptions { BotsFile = _file }).Failed);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"patterns": ["("]}""")]
    public void A_list_that_cannot_be_read_stops_the_start(string content)
    {
        Write(content);

        var result = new EnrichmentFilesValidator().Validate(null, new EnrichmentOptions { BotsFile = _file });

        Assert.True(result.Failed);
        Assert.Contains("'Enrichment'", result.FailureMessage, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private EnrichmentFiles Open(EnrichmentOptions options) =>
        new(Options.Create(options), _clock, NullLogger<EnrichmentFiles>.Instance);

    // Two writes within one tick of the file system's clock would look like one.
    private void Write(string content)
    {
        var before = File.GetLastWriteTimeUtc(_file);
        File.WriteAllText(_file, content);
        File.SetLastWriteTimeUtc(_file, before.AddSeconds(1));
    }
}
