using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Tests.Segments;

/// <summary>Every form of a column gives back what was written, wherever reading starts.</summary>
public sealed class ColumnFormTests
{
    private const int Rows = 1_500;

    public static TheoryData<double, long> Shapes => new(
        from share in new[] { 0.002, 0.2, 0.45, 0.9, 1 }
        from largest in new long[] { 1, 254, 255, 60_000, 70_000, uint.MaxValue, long.MaxValue - 9 }
        select (share, largest));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Codes_come_back(double share, long largest)
    {
        largest = Math.Min(largest, uint.MaxValue);
        var random = new Random(3);
        var codes = new uint[Rows];
        for (var row = 0; row < Rows; row++)
            codes[row] = random.NextDouble() < share ? (uint)random.NextInt64(1, largest + 1) : 0;
        codes[777] = (uint)largest;

        var segment = Written(builder =>
        {
            for (var row = 0; row < Rows; row++)
                if (codes[row] != 0)
                    builder.Add(row, codes[row]);
        }, (builder, writer) => builder.WriteCodes(writer, SectionKind.Text, 1, Rows));
        var column = segment.Codes(SectionKind.Text, 1);

        foreach (var from in new[] { 0, 1, 63, 64, 700, Rows - 1 })
        {
            var read = new uint[Math.Min(900, Rows - from)];
            column.From(from).Read(0, read);
            Assert.Equal(codes[from..(from + read.Length)], read);
            Assert.Equal(codes[from], column.From(from)[0]);
            Assert.Equal(codes[from], column[from]);
        }
        segment.Release();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Numbers_come_back(double share, long span)
    {
        var random = new Random(4);
        var least = span > uint.MaxValue ? -4 : -1_000_000;
        var numbers = new long[Rows];
        for (var row = 0; row < Rows; row++)
            numbers[row] = random.NextDouble() < share ? least + random.NextInt64(span + 1) : SegmentFormat.NoNumber;
        (numbers[5], numbers[777]) = (least, least + span);

        var segment = Written(builder =>
        {
            for (var row = 0; row < Rows; row++)
                if (numbers[row] != SegmentFormat.NoNumber)
                    builder.Add(row, numbers[row], 2);
        }, (builder, writer) => builder.WriteNumbers(writer, 1, Rows));
        var column = segment.Numbers(1);

        Assert.Equal(((byte)2, (long)least, least + span), (column.Scale, column.Least, column.Greatest));
        foreach (var from in new[] { 0, 1, 63, 64, 700, Rows - 1 })
        {
            var read = new long[Math.Min(900, Rows - from)];
            column.From(from).Read(0, read);
            Assert.Equal(numbers[from..(from + read.Length)], read);
            Assert.Equal(numbers[from], column.From(from)[0]);
        }
        segment.Release();
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Sequences_may_be_any_64_bits(double share)
    {
        var random = new Random(5);
        var sequences = new long?[Rows];
        for (var row = 0; row < Rows; row++)
            sequences[row] = random.NextDouble() < share ? random.NextInt64(long.MinValue, long.MaxValue) : null;
        (sequences[8], sequences[9]) = (long.MinValue, long.MaxValue);

        var segment = Written(builder =>
        {
            for (var row = 0; row < Rows; row++)
                if (sequences[row] is { } sequence)
                    builder.Add(row, sequence);
        }, (builder, writer) => builder.WriteSequences(writer, Rows));

        Assert.Equal(sequences, Enumerable.Range(0, Rows).Select(segment.Sequence));
        segment.Release();
    }

    [Fact]
    public void Each_kind_of_form_is_chosen_where_it_is_clearly_smaller()
    {
        Assert.Equal(SectionEncoding.Sparse, ColumnForm.Of(10, 1_000, 1).Encoding);
        Assert.Equal(SectionEncoding.Ranked, ColumnForm.Of(300, 1_000, 2).Encoding);
        Assert.Equal(SectionEncoding.Dense, ColumnForm.Of(600, 1_000, 2).Encoding);
        Assert.Equal(SectionEncoding.Ranked, ColumnForm.Of(1_000, 1_000, 8, mayBeDense: false).Encoding);
    }

    private static Segment Written(Action<ColumnBuilder> fill, Action<ColumnBuilder, SegmentWriter> write)
    {
        using var builder = new ColumnBuilder();
        fill(builder);
        var bytes = new NativeBuffer<byte>();
        var writer = new SegmentWriter(new NativeSink(bytes));
        write(builder, writer);
        writer.Finish(new SegmentFooter { Rows = Rows });
        return new Segment(new NativeSegmentMemory(bytes));
    }
}
