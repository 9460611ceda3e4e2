using System.Text.Json.Nodes;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Tests.Escalation;

/// <summary>What a policy says of channels and of the cap, and what becomes of it.</summary>
public sealed class LadderChannelTests
{
    [Fact]
    public void A_rung_names_its_own_channels_and_else_goes_by_the_ladders()
    {
        var ladder = With(policy =>
        {
            Ladder(policy)["channels"] = new JsonArray("email");
            Ladder(policy)["rungs"]![1]!["channels"] = new JsonArray("in-app", "wecom");
        }).LadderNamed("unit");

        Assert.Equal(["email"], ladder.ChannelsOf(MarkName.Warn).AsEnumerable());
        Assert.Equal(["email"], ladder.ChannelsOf(MarkName.Rung(1)).AsEnumerable());
        Assert.Equal(["in-app", "wecom"], ladder.ChannelsOf(MarkName.Rung(2)).AsEnumerable());
        Assert.Empty(Policy.BuiltIn.LadderNamed("unit").ChannelsOf(MarkName.Due));
    }

    [Theory]
    [InlineData("[]", "0 channels")]
    [InlineData("[\"E-Mail\"]", "lower-case")]
    [InlineData("[\"email\",\"email\"]", "stands twice")]
    public void Channels_that_cannot_be_are_said_with_their_place(string channels, string problem)
    {
        var error = Assert.Throws<RuleDocumentException>(() => With(policy => Ladder(policy)["channels"] = JsonNode.Parse(channels)));
        var fault = Assert.Single(error.Faults);
        Assert.Equal("$.ladders[0].channels", fault.Path);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cap_is_ten_an_hour_unless_the_document_says_otherwise()
    {
        Assert.Equal(DigestRule.Default, Policy.BuiltIn.Digest);
        Assert.Equal(DigestRule.Default, With(policy => policy.Remove("notices")).Digest);
        Assert.Equal(new DigestRule(3, TimeSpan.FromMinutes(30)), With(policy => policy["notices"] = JsonNode.Parse("""{"digestOver":3,"window":"PT30M"}""")).Digest);
    }

    [Theory]
    [InlineData("""{"digestOver":0,"window":"PT1H"}""", "$.notices.digestOver")]
    [InlineData("""{"digestOver":1001,"window":"PT1H"}""", "$.notices.digestOver")]
    [InlineData("""{"digestOver":10,"window":"PT1M"}""", "$.notices.window")]
    [InlineData("""{"digestOver":10,"window":"PT7H"}""", "$.notices.window")]
    [InlineData("""{"digestOver":10,"window":"PT48H"}""", "$.notices.window")]
    [InlineData("""{"digestOver":10,"window":"1wd"}""", "$.notices.window")]
    public void A_cap_out_of_its_limits_is_refused(string notices, string path) =>
        Assert.Equal(path, Assert.Single(Assert.Throws<RuleDocumentException>(() => With(policy => policy["notices"] = JsonNode.Parse(notices))).Faults).Path);

    [Theory]
    [InlineData("2026-02-13T09:59:59.9999999+08:00", "2026-02-13T09:00:00+08:00")]
    [InlineData("2026-02-13T10:00:00+08:00", "2026-02-13T10:00:00+08:00")]
    [InlineData("2026-02-13T00:10:00+08:00", "2026-02-13T00:00:00+08:00")]
    public void Windows_lie_end_to_end_from_midnight_in_China(string at, string from)
    {
        var window = DigestRule.Default.WindowOf(DateTimeOffset.Parse(at, null));
        Assert.Equal(DateTimeOffset.Parse(from, null), window.From);
        Assert.Equal(window, DigestRule.Default.WindowOf(window.To.AddTicks(-1)));
        Assert.Equal(window.Next, DigestRule.Default.WindowOf(window.To));
    }

    [Fact]
    public void A_day_long_window_begins_at_midnight_in_China() => Assert.Equal(
        new DateTimeOffset(2026, 2, 13, 0, 0, 0, ChinaTime.Offset), new DigestRule(1, TimeSpan.FromDays(1)).WindowOf(new(2026, 2, 13, 7, 0, 0, ChinaTime.Offset)).From);

    private static JsonNode Ladder(JsonObject policy) => policy["ladders"]![0]!;

    private static Policy With(Action<JsonObject> change)
    {
        var policy = (JsonObject)JsonNode.Parse(RuleDocument.BuiltIn("default-policy.json"))!;
        change(policy);
        return Policy.Parse(policy.ToJsonString());
    }
}
