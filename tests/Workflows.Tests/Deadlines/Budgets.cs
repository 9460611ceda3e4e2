using System.Text.Json;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

public sealed class Budgets
{
    [Theory]
    [InlineData("5wd")]
    [InlineData("0.5wd")]
    [InlineData("1.25wd")]
    [InlineData("0wd")]
    [InlineData("3650wd")]
    [InlineData("0cd")]
    [InlineData("7cd")]
    [InlineData("4wh")]
    [InlineData("0.25wh")]
    [InlineData("PT30M")]
    [InlineData("PT24H")]
    [InlineData("PT1H30M")]
    [InlineData("PT1.5S")]
    [InlineData("PT0S")]
    public void A_budget_is_written_as_it_was_read(string text)
    {
        Assert.Equal(text, Budget.Parse(text).ToString());
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(Budget.Parse(text)));
        Assert.Equal(Budget.Parse(text), JsonSerializer.Deserialize<Budget>($"\"{text}\""));
    }

    [Theory]
    [InlineData("P1D", "PT24H")]
    [InlineData("05wd", "5wd")]
    [InlineData("1.50wd", "1.5wd")]
    public void Other_spellings_are_read_too(string text, string plain) => Assert.Equal(plain, Budget.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 wd")]
    [InlineData("5days")]
    [InlineData("-1wd")]
    [InlineData("0.5cd")]
    [InlineData("0wh")]
    [InlineData("0.001wd")]
    [InlineData("3651wd")]
    [InlineData("3651cd")]
    [InlineData("PT")]
    [InlineData("-PT5M")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P3651D")]
    [InlineData("1,5wd")]
    [InlineData("99999999999999999999999999999wd")]
    [InlineData("5wd5wd5wd5wd5wd5wd5wd5wd5wd5wd5wd5wd")]
    public void What_is_no_budget_is_refused(string? text)
    {
        Assert.False(Budget.TryParse(text, out _));
        if (text is not null) Assert.Contains("Write 5wd", Assert.Throws<FormatException>(() => Budget.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_of_one_kind_add_up_and_others_do_not()
    {
        Assert.Equal(Budget.Parse("8wd"), Budget.Parse("5wd").Plus(Budget.Parse("3wd")));
        Assert.Throws<ArgumentException>(() => Budget.Parse("5wd").Plus(Budget.Parse("3cd")));
    }

    [Theory]
    [InlineData("warn", 0)]
    [InlineData("due", 0)]
    [InlineData("rung-1", 1)]
    [InlineData("rung-12", 12)]
    public void A_mark_is_written_as_a_word_and_as_a_key(string word, int rung)
    {
        var mark = MarkName.Parse(word);
        Assert.Equal(rung, mark.RungNumber);
        Assert.Equal($"{{\"{word}\":\"{word}\"}}", JsonSerializer.Serialize(new Dictionary<MarkName, MarkName> { [mark] = mark }));
        Assert.Equal(mark, JsonSerializer.Deserialize<Dictionary<MarkName, MarkName>>($"{{\"{word}\":\"{word}\"}}")![mark]);
    }

    [Theory]
    [InlineData("rung-0")]
    [InlineData("rung-100")]
    [InlineData("rung-")]
    [InlineData("Warn")]
    public void What_is_no_mark_is_refused(string word) => Assert.False(MarkName.TryParse(word, out _));

    [Fact]
    public void A_clock_survives_being_written_and_read()
    {
        var clock = Given.Clock("2026-03-04 10:00", "0.5wd").PausedFrom("2026-03-04 11:00", "2026-03-04 15:00").Extended("1wd", "2026-03-04 16:00");
        var text = JsonSerializer.Serialize(clock, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<Clock>(text, JsonSerializerOptions.Web)!;
        Assert.Equal(text, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
        Assert.Equal(clock.Due(), back.Due());
    }
}
