using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Intake;

namespace GridCase.Api.Tests;

public sealed class PrivacyTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("张三丰", "张**")]
    [InlineData("欧阳锋", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData(" ", null)]
    public void A_name_keeps_its_first_character(string name, string? masked) => Assert.Equal(masked, MaskedIdentity.OfName(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("138 1234-5678", "138****5678")]
    [InlineData("3950000", "****00")]
    [InlineData("110", "****")]
    public void A_number_keeps_its_ends(string phone, string masked) => Assert.Equal(masked, MaskedIdentity.OfPhone(phone));

    [Fact]
    public async Task The_handler_reads_what_was_said_and_sees_the_caller_masked()
    {
        var caseId = await Dispatched("P-1");
        var shown = await (await host.As("clerk-cgj")).GetAsync($"/api/cases/{caseId}");
        var text = await shown.Content.ReadAsStringAsync();
        var view = JsonNode.Parse(text)!;
        Assert.Equal("张**", view["caller"]!["name"]!.GetValue<string>());
        Assert.Equal("138****5678", view["caller"]!["phone"]!.GetValue<string>());
        Assert.Equal("440****1234", view["caller"]!["idNumber"]!.GetValue<string>());
        Assert.Equal("楼上住户夜里装修，影响休息。", view["text"]!.GetValue<string>());
        Assert.Equal(ApiHost.Order("P-1")["address"]!.GetValue<string>(), view["address"]!.GetValue<string>());
        Assert.DoesNotContain(ApiHost.PhoneOf("P-1"), text, StringComparison.Ordinal);
        Assert.DoesNotContain("张三丰", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dispatcher", false)]
    [InlineData("clerk-cgj", false)]
    [InlineData("leader", false)]
    [InlineData("supervisor-centre", false)]
    [InlineData("hotline-operator", true)]
    public async Task The_caller_of_a_confidential_order_is_shown_to_the_hotline_alone(string user, bool shown)
    {
        var caseId = await Dispatched("P-2", order => order["confidential"] = true);
        var client = await host.As(user);
        var view = await (await client.GetAsync($"/api/cases/{caseId}")).Json();
        Assert.Equal(shown, view["caller"] is not null);
        var reveal = await client.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field = "caller-phone", reason = "联系当事人" });
        if (shown) Assert.Equal(ApiHost.PhoneOf("P-2"), (await reveal.Json())["value"]!.GetValue<string>());
        else if (user == "leader") await reveal.Problem(403, "role-lacks-operation");
        else await reveal.Problem(403, "confidential-caller");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("auditor")]
    [InlineData("readonly")]
    public async Task Those_who_handle_no_case_see_where_it_stands_and_not_what_was_said(string user)
    {
        var caseId = await Dispatched("P-3");
        var text = await (await (await host.As(user)).GetAsync($"/api/cases/{caseId}")).Content.ReadAsStringAsync();
        var view = JsonNode.Parse(text)!;
        Assert.Equal("dispatch", view["stage"]!.GetValue<string>());
        Assert.Null(view["text"]);
        Assert.Null(view["texts"]);
        Assert.Null(view["caller"]);
        Assert.Empty(view["allowedCommands"]!.AsArray());
        Assert.DoesNotContain("装修", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_is_recorded_with_its_reason_and_the_auditor_sees_it()
    {
        var caseId = await Dispatched("P-4");
        var clerk = await host.As("clerk-cgj");
        foreach (var (field, value) in new[] { ("caller-name", "张三丰"), ("phone", ApiHost.PhoneOf("P-4")), ("caller-id-number", "440804199001011234") })
            Assert.Equal(value, (await (await clerk.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field, reason = "上门前联系" })).Json())["value"]!.GetValue<string>());
        var audit = await (await (await host.As("auditor")).GetAsync($"/api/audit?caseId={caseId}")).Json();
        Assert.Equal(["caller-id-number", "caller-phone", "caller-name"], audit["looks"]!.AsArray().Select(look => look!["field"]!.GetValue<string>()));
        Assert.All(audit["looks"]!.AsArray(), look => Assert.Equal(ApiHost.PersonOf("clerk-cgj"), look!["personId"]!.GetValue<string>()));
        Assert.Equal(["registered", "triaged", "dispatched"], audit["deeds"]!.AsArray().Select(deed => deed!["type"]!.GetValue<string>()));
        Assert.DoesNotContain(ApiHost.PhoneOf("P-4"), audit.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(audit["next"]);
    }

    [Fact]
    public async Task The_auditor_reads_looks_page_by_page()
    {
        var caseId = await Dispatched("P-44");
        var (clerk, auditor) = (await host.As("clerk-cgj"), await host.As("auditor"));
        foreach (var field in new[] { "caller-name", "phone", "caller-id-number" })
            (await clerk.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field, reason = "上门前联系" })).EnsureSuccessStatusCode();

        var first = await (await auditor.GetAsync($"/api/audit?caseId={caseId}&limit=2")).Json();
        var second = await (await auditor.GetAsync($"/api/audit?caseId={caseId}&limit=2&after={Uri.EscapeDataString(first["next"]!.GetValue<string>())}")).Json();
        Assert.Equal(["caller-id-number", "caller-phone"], first["looks"]!.AsArray().Select(look => look!["field"]!.GetValue<string>()));
        Assert.Equal(["caller-name"], second["looks"]!.AsArray().Select(look => look!["field"]!.GetValue<string>()));
        Assert.Null(second["next"]);
        Assert.Empty(second["deeds"]!.AsArray());
        await (await auditor.GetAsync("/api/audit?after=nowhere")).Problem(400, "bad-cursor");
    }

    [Fact]
    public async Task The_auditor_of_a_town_reads_the_looks_at_its_cases_alone_and_none_is_missing_or_twice()
    {
        var (own, other) = (await Dispatched("P-45"), await Dispatched("P-46", order => order["gridCode"] = ApiHost.GridOf("worker-3")));
        var (clerk, county) = (await host.As("clerk-cgj"), (await host.Stores.Directory.Load())!);
        foreach (var (caseId, number) in new[] { other, own, own, other, other, own, own, own, other }.Select((caseId, number) => (caseId, number)))
            (await clerk.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field = "caller-phone", reason = $"上门前联系{number}" })).EnsureSuccessStatusCode();
        await host.Stores.Directory.Save(
            county with { People = [.. county.People.Select(person => person.Id == ApiHost.PersonOf("auditor") ? person with { UnitCode = null, Scope = ApiHost.GridOf("worker-1")[..9] } : person)] }, county.Version);

        foreach (var limit in new[] { 1, 2, 5, 50 })
        {
            var (read, pages, after) = (new List<string>(), 0, "");
            do
            {
                var page = await (await (await host.As("auditor")).GetAsync($"/api/audit?limit={limit}{after}")).Json();
                read.AddRange(page["looks"]!.AsArray().Select(look => look!["reason"]!.GetValue<string>()[^1..]));
                after = page["next"] is { } next ? $"&after={Uri.EscapeDataString(next.GetValue<string>())}" : null;
            }
            while (++pages < 10 && after is not null);
            Assert.Equal(["7", "6", "5", "2", "1"], read);
        }
    }

    [Fact]
    public async Task A_look_needs_a_reason_a_known_field_and_the_case_in_hand()
    {
        var caseId = await Dispatched("P-5");
        var clerk = await host.As("clerk-cgj");
        var path = $"/api/cases/{caseId}/reveal";
        await (await clerk.PostAsJsonAsync(path, new { field = "caller-phone" })).Problem(400, "missing-field");
        await (await clerk.PostAsJsonAsync(path, new { field = "caller-phone", reason = "why" })).Problem(400, "out-of-bounds");
        await (await clerk.PostAsJsonAsync(path, new { field = "caller-phone", reason = new string('r', 201) })).Problem(400, "out-of-bounds");
        await (await clerk.PostAsJsonAsync(path, new { field = "text", reason = "上门前联系" })).Problem(400, "invalid-value");
        // The clerk of the village where it happened sees the case, but does not hold it.
        var village = ApiHost.AccountOf("worker-1").Unit;
        await (await (await host.As("clerk-" + village)).PostAsJsonAsync(path, new { field = "caller-phone", reason = "上门前联系" })).Problem(403, "not-the-holder");
        await (await (await host.As("worker-1")).PostAsJsonAsync(path, new { field = "caller-phone", reason = "上门前联系" })).Problem(403, "role-lacks-operation");
        Assert.Empty((await host.Stores.Private.Looks(caseId, 100)).Looks);
    }

    [Fact]
    public async Task A_caller_who_gave_nothing_has_nothing_to_reveal()
    {
        var caseId = await host.Accept("P-6", order => order.Remove("caller"));
        var answer = await (await host.As("dispatcher")).PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field = "caller-phone", reason = "联系当事人" });
        await answer.Problem(404, "no-such-value");
    }

    [Fact]
    public async Task A_revealed_value_is_in_no_receipt()
    {
        var caseId = await Dispatched("P-7");
        var clerk = await host.As("clerk-cgj");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{caseId}/reveal") { Content = JsonContent.Create(new { field = "caller-phone", reason = "上门前联系" }) };
        request.Headers.Add("Idempotency-Key", "same");
        Assert.Equal(HttpStatusCode.OK, (await clerk.SendAsync(request)).StatusCode);
        await clerk.PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field = "caller-phone", reason = "上门前联系" });
        Assert.Equal(2, (await host.Stores.Private.Looks(caseId, 100)).Looks.Count);
    }

    private async Task<string> Dispatched(string orderNo, Action<JsonObject>? change = null)
    {
        var caseId = await host.Accept(orderNo, change);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        return caseId;
    }
}
