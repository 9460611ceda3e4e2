using System.Text;
using GridCase.Api.Cases;

namespace GridCase.Api.Tests;

public sealed class ExportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("坡头区", "坡头区")]
    [InlineData(null, "")]
    public void A_cell_starts_no_formula_and_breaks_no_row(string? text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public async Task The_export_has_every_case_in_scope_and_none_besides()
    {
        await using var host = new ApiHost();
        for (var i = 0; i < 210; i++) await host.Accept($"E-{i}");
        var answer = await (await host.As("dispatcher")).GetAsync("/api/exports/cases.csv?channel=hotline");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(211, rows.Length);
        Assert.StartsWith("code,caseId,channel,", rows[0], StringComparison.Ordinal);
        Assert.All(rows[1..], row => Assert.Equal(rows[0].Split(',').Length, row.Split(',').Length));
        Assert.DoesNotContain("张三丰", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        var elsewhere = await (await host.As("clerk-cgj")).GetStringAsync("/api/exports/cases.csv");
        Assert.Single(elsewhere.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        await (await (await host.As("dispatcher")).GetAsync("/api/exports/cases.csv?stage=x")).Problem(400, "invalid-value");
        await (await (await host.As("dispatcher")).GetAsync("/api/exports/cases.csv?after=x")).Problem(400, "bad-cursor");
    }
}
