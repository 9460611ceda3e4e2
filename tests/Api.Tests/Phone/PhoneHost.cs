using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests.Phone;

/// <summary>What a grid worker's phone sends, and what is to be there before it can.</summary>
internal static class PhoneHost
{
    public const string Worker = "worker-1";

    public static string Village => ApiHost.AccountOf(Worker).Unit!;

    public static JsonObject Report(string text = "路面塌陷", params string[] attachments) => new()
    {
        ["kind"] = "report",
        ["category"] = "dispute",
        ["title"] = "路面塌陷",
        ["text"] = text,
        ["gridCode"] = ApiHost.GridOf(Worker),
        ["observedAt"] = "2026-02-13T08:30:00+08:00",
        ["attachmentIds"] = new JsonArray([.. attachments.Select(one => (JsonNode)one)]),
    };

    public static JsonObject OnSite(string text = "占道经营")
    {
        var report = Report(text);
        report["handledOnSite"] = new JsonObject { ["text"] = "当场劝离" };
        return report;
    }

    public static Task<HttpResponseMessage> Send(this HttpClient client, string path, JsonNode body, string? key = null, string? after = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (after is not null) request.Headers.TryAddWithoutValidation("Idempotency-After", after);
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Upload(this HttpClient client, string name, byte[] content, string? key = null)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new MultipartFormDataContent { { part, "file", name } } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    public static string Commands(string caseId) => $"/api/cases/{caseId}/commands";

    public static JsonObject Command(string name, string? text = null) => text is null ? new() { ["command"] = name } : new() { ["command"] = name, ["text"] = text };

    /// <summary>An order that the worker's village holds.</summary>
    public static async Task<string> Held(this ApiHost host, string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = Village });
        return caseId;
    }

    /// <summary>An order that the worker's village helps a department with.</summary>
    public static async Task<(string CaseId, string Subtask)> Helped(this ApiHost host, string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        var file = await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj", helpers = new[] { Village } });
        return (caseId, file["subtasks"]![0]!["subtaskId"]!.GetValue<string>());
    }

    /// <summary>An order that a department has resolved: the worker is to look on the spot.</summary>
    public static async Task<string> ToVerify(this ApiHost host, string orderNo)
    {
        var caseId = await host.Accept(orderNo);
        await host.Move("dispatcher", caseId, new { command = "triage" });
        await host.Move("dispatcher", caseId, new { command = "dispatch", unit = "440804-cgj" });
        await host.Move("clerk-cgj", caseId, new { command = "sign-off" });
        await host.Move("clerk-cgj", caseId, new { command = "resolve", text = "已修复" });
        return caseId;
    }

    /// <summary>An order that was closed and is to be looked back at.</summary>
    public static async Task<string> ToLookBack(this ApiHost host, string orderNo)
    {
        var caseId = await host.ToVerify(orderNo);
        await host.Move(Worker, caseId, new { command = "verify" });
        await host.Move("hotline-operator", caseId, new { command = "visit", outcome = "reached", solved = "yes", satisfaction = 5 });
        await host.Move("hotline-operator", caseId, new { command = "close" });
        return caseId;
    }

    /// <summary>How many facts the county has, all cases together.</summary>
    public static async Task<int> Facts(this ApiHost host) => (await host.Stores.Cases.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows.Sum(row => row.Version);
}
