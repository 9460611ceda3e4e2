using System.Net;

namespace GridCase.Api.Tests.Open311;

/// <summary>When two requests are one: a client that sends again must not double a case, and two honest reports must not become one.</summary>
public sealed class RepeatedTests(Open311Rig rig) : IClassFixture<Open311Rig>
{
    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    public async Task The_same_content_within_five_minutes_is_the_same_request(int seconds)
    {
        // Wherever in the stretch of the clock it begins.
        foreach (var offset in new[] { 0, 7, 150, 299 })
        {
            rig.Wait(TimeSpan.FromSeconds(offset));
            var form = rig.Form();
            var first = Shape.Sent(await rig.Json.Post(form));
            rig.Wait(TimeSpan.FromSeconds(seconds));
            var answer = await rig.Host.Anonymous.PostAsync("/open311/v2/requests.xml", new FormUrlEncodedContent(form.Reverse()));
            Assert.Equal("true", answer.Headers.GetValues("Idempotent-Replayed").Single());
            Assert.Equal(first, Shape.Sent(await rig.Xml.Read(answer, 201)));
        }
    }

    [Fact]
    public async Task Later_it_is_another_request()
    {
        foreach (var offset in new[] { 0, 7, 150, 299 })
        {
            rig.Wait(TimeSpan.FromSeconds(offset));
            var form = rig.Form();
            var first = Shape.Sent(await rig.Json.Post(form)).Id;
            rig.Wait(TimeSpan.FromMinutes(5));
            Assert.NotEqual(first, Shape.Sent(await rig.Json.Post(form)).Id);
        }
    }

    [Theory]
    [InlineData("description", "路面有一个大坑")]
    [InlineData("lat", "21.244124")]
    [InlineData("phone", "13812345678")]
    [InlineData("device_id", "other-phone")]
    [InlineData("account_id", "42")]
    [InlineData("attribute[since]", "days")]
    [InlineData("media_url", "https://example.cn/2.jpg")]
    public async Task Other_content_is_another_request(string name, string value)
    {
        var form = rig.Form("road", ("device_id", "one-phone"), ("media_url", "https://example.cn/1.jpg"));
        var first = Shape.Sent(await rig.Json.Post(form)).Id;
        form[name] = value;
        Assert.NotEqual(first, Shape.Sent(await rig.Json.Post(form)).Id);
    }

    [Fact]
    public async Task Another_clients_same_content_is_another_request()
    {
        var form = rig.Form();
        var first = Shape.Sent(await rig.Json.Post(form)).Id;
        form["api_key"] = await rig.MakeKey("another client");
        Assert.NotEqual(first, Shape.Sent(await rig.Json.Post(form)).Id);
    }

    [Fact]
    public async Task Fields_that_nobody_knows_make_no_difference()
    {
        var form = rig.Form();
        var first = Shape.Sent(await rig.Json.Post(form)).Id;
        form["utm_source"] = "app";
        form["email"] = "";
        Assert.Equal(first, Shape.Sent(await rig.Json.Post(form)).Id);
    }

    [Fact]
    public async Task With_a_key_of_its_own_a_request_is_the_same_for_ever()
    {
        var form = rig.Form();
        var first = Shape.Sent(await rig.Json.Post(form, idempotencyKey: "mobile-1")).Id;
        rig.Wait(TimeSpan.FromDays(40));
        Assert.Equal(first, Shape.Sent(await rig.Xml.Post(form, idempotencyKey: "mobile-1")).Id);
        Assert.NotEqual(first, Shape.Sent(await rig.Json.Post(form, idempotencyKey: "mobile-2")).Id);
        form["description"] = "something else";
        Assert.Contains("other content", Shape.Faults(await rig.Json.Post(form, 400, "mobile-1")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_and_one_clients_key_is_not_anothers()
    {
        await rig.Json.Post(rig.Form(), 400, new string('k', 129));
        var form = rig.Form();
        var first = Shape.Sent(await rig.Json.Post(form, idempotencyKey: "shared")).Id;
        form["api_key"] = await rig.MakeKey("third client");
        Assert.NotEqual(first, Shape.Sent(await rig.Json.Post(form, idempotencyKey: "shared")).Id);
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_one_case()
    {
        var form = rig.Form();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => rig.Host.Anonymous.PostAsync("/open311/v2/requests.json", new FormUrlEncodedContent(form))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var ids = new List<string>();
        foreach (var answer in answers) ids.Add(Shape.Sent(await answer.Json()).Id);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_refused_request_may_be_sent_again_under_its_key()
    {
        var form = rig.Form("road", ("lat", "north"));
        await rig.Json.Post(form, 400, "again");
        form["lat"] = "21.2";
        Shape.Sent(await rig.Json.Post(form, idempotencyKey: "again"));
    }
}
