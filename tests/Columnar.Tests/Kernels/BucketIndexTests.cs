using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Tests.Kernels;

public sealed class BucketIndexTests
{
    [Fact]
    public void Every_instant_is_in_the_bucket_whose_edges_enclose_it()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var edges = Enumerable.Range(0, random.Next(2, 40))
                .Select(_ => random.NextInt64(-5_000_000_000, 5_000_000_000)).Append(0).Distinct().Order().ToArray();
            var index = new BucketIndex(edges);
            for (var bucket = 0; bucket < index.Count; bucket++)
            {
                Assert.Equal(bucket, index.Of(edges[bucket]));
                Assert.Equal(bucket, index.Of(edges[bucket + 1] - 1));
                Assert.Equal(bucket, index.Of(random.NextInt64(edges[bucket], edges[bucket + 1])));
            }
        }
    }
}
