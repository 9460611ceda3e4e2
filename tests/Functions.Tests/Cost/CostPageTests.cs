namespace GridCase.Functions.Tests.Cost;

/// <summary>What the page reckons from its counts follows from them.</summary>
public sealed class CostPageTests
{
    private const double Cases = 10_000;
    private const double CasesADay = 60_000;
    private const double Marks = 60_000;

    /// <summary>The page rounds to two or three figures.</summary>
    private const double Rounding = 0.015;

    private static readonly CostPage Page = CostPage.Read();

    [Theory]
    [InlineData("A")]
    [InlineData("T")]
    [InlineData("X")]
    public void Ten_thousand_cases_come_to_their_counts_by_the_price(string symbol)
    {
        var (price, millions, cost) = Page.Sum("p" + symbol);
        Near(Page.Count(symbol, "a case") * Cases / 1e6, millions);
        Near(Math.Round(millions * price, 2), cost);
    }

    [Theory]
    [InlineData("F", "appends/s")]
    [InlineData("A", "actions/s")]
    [InlineData("T", "table requests/s")]
    [InlineData("M", "Service Bus operations/s")]
    [InlineData("X", "executions/s")]
    public void A_large_city_is_reckoned_from_a_case(string symbol, string label)
    {
        var figures = Page.Figures(label);
        var average = figures[0] * CasesADay / TimeSpan.SecondsPerDay;
        Assert.Equal(Page.Count(symbol, "a case"), figures[0]);
        Near(average, figures[1], 0.5);
        Near(average * 10, figures[2]);
    }

    [Theory]
    [InlineData("A", "actions on Monday")]
    [InlineData("T", "table requests on Monday")]
    [InlineData("M", "Service Bus operations on Monday")]
    [InlineData("X", "executions on Monday")]
    public void The_Monday_on_which_all_falls_due_is_reckoned_from_a_mark(string symbol, string label) => Assert.Equal(Page.Count(symbol, "a mark") * Marks, Page.Figures(label)[0]);

    private static void Near(double reckoned, double written, double atLeast = 0) => Assert.InRange(written, reckoned - Allowed(reckoned, atLeast), reckoned + Allowed(reckoned, atLeast));

    private static double Allowed(double reckoned, double atLeast) => Math.Max(reckoned * Rounding, atLeast);
}
