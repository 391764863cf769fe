using System.Runtime.InteropServices;
using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Tests.Kernels;

public sealed unsafe class CodeBitsTests
{
    [Theory]
    [InlineData(1, 12)]
    [InlineData(1, 255)]
    [InlineData(2, 12)]
    [InlineData(2, 1_000)]
    [InlineData(4, 70_000)]
    public void Rows_of_wanted_codes_are_those_of_a_plain_loop(int width, int codes)
    {
        var random = new Random(width * codes);
        foreach (var rows in (int[])[0, 1, 63, 64, 65, 128, 1_000])
            foreach (var wanted in (int[])[0, 1, 2, 8, 9, codes / 2, codes - 8, codes - 1, codes])
            {
                var set = Enumerable.Range(0, codes).OrderBy(_ => random.Next()).Take(wanted).Select(code => (uint)code).ToHashSet();
                var column = Enumerable.Range(0, rows).Select(_ => (uint)random.Next(codes)).ToArray();
                var bits = new ulong[RowBitsKernel.Words(rows)];
                bits.AsSpan().Fill(0xDEADBEEF);

                fixed (byte* start = Bytes(column, width))
                    CodeBits.Match(start, width, rows, CodeSet.Of(set, codes), bits);

                Assert.Equal(
                    column.Select((code, row) => (code, row)).Where(one => set.Contains(one.code)).Select(one => one.row),
                    Enumerable.Range(0, bits.Length * 64).Where(row => (bits[row >> 6] >> row & 1) != 0));
            }
    }

    private static byte[] Bytes(uint[] codes, int width) =>
        [.. codes.SelectMany(code => MemoryMarshal.AsBytes<uint>(new[] { code }).ToArray().Take(width))];
}
