using System.Text.Json.Nodes;

namespace GridCase.Tests.Shared;

/// <summary>One write that a phone made while it had no network.</summary>
/// <param name="Path">Its own address.</param>
/// <param name="Body">JSON; null for the upload of a photo.</param>
/// <param name="After">Keys of moves on the same case that are to be made first, separated by commas.</param>
internal sealed record OfflineWrite(string Key, string Path, JsonObject? Body, string? After = null)
{
    /// <summary>The same as an item of a batch; null for an upload, which goes by itself.</summary>
    public JsonObject? AsItem()
    {
        if (Body is null) return null;
        var item = new JsonObject { ["key"] = Key, ["body"] = Body.DeepClone() };
        if (After is not null) item["after"] = new JsonArray([.. After.Split(',').Select(key => (JsonNode)key)]);
        var parts = Path.Split('/');
        if (parts[2] == "reports") item["do"] = "report";
        else
        {
            item["do"] = "command";
            item[parts[3] == "by-key" ? "report" : "case"] = parts[3] == "by-key" ? parts[4] : parts[3];
        }

        return item;
    }
}

/// <summary>
/// A grid worker's day in the hills: forty writes. Three cases of the village worked from sign-off to result, two looked at for others, one part of a department's case,
/// eight reports, three of them dealt with on the spot, with a photo each, and notes on them.
/// </summary>
internal static class OfflineDay
{
    public const int Writes = 40;

    public static IReadOnlyList<OfflineWrite> Of(string grid, IReadOnlyList<string> held, IReadOnlyList<string> toVerify, (string CaseId, string Subtask) helped, string observedAt)
    {
        var writes = new List<OfflineWrite>();
        foreach (var id in held)
        {
            var keys = new[] { $"{id}-sign", $"{id}-contact", $"{id}-progress" };
            writes.Add(Move(id, keys[0], "sign-off"));
            writes.Add(Move(id, keys[1], "contact", "已联系"));
            writes.Add(Move(id, keys[2], "progress", "到现场"));
            writes.Add(Move(id, $"{id}-resolve", "resolve", "已处理") with { After = string.Join(',', keys) });
        }

        writes.AddRange(toVerify.Select(id => Move(id, $"{id}-verify", "verify", "看过了")));
        var part = Move(helped.CaseId, "part", "complete-subtask", "配合完成");
        part.Body!["subtaskId"] = helped.Subtask;
        writes.Add(part);
        for (var no = 0; no < 8; no++)
        {
            writes.Add(new($"report-{no}", "/api/reports", Report(grid, no, observedAt)));
            writes.Add(new($"photo-{no}", "/api/attachments", null));
            writes.Add(Move($"by-key/report-{no}", $"note-{no}", "comment", $"补充{no}"));
        }

        writes.Add(Move(helped.CaseId, "word", "comment", "路不好走"));
        return writes;
    }

    private static OfflineWrite Move(string id, string key, string command, string? text = null)
    {
        var body = new JsonObject { ["command"] = command };
        if (text is not null) body["text"] = text;
        return new(key, $"/api/cases/{id}/commands", body);
    }

    private static JsonObject Report(string grid, int no, string observedAt)
    {
        var report = new JsonObject
        {
            ["kind"] = "report",
            ["category"] = "facility.manhole-cover",
            ["title"] = $"第{no}件",
            ["text"] = $"第{no}件事",
            ["gridCode"] = grid,
            ["observedAt"] = observedAt,
            ["attachmentIds"] = new JsonArray($"key:photo-{no}"),
        };
        if (no < 3) report["handledOnSite"] = new JsonObject { ["text"] = "当场处理" };
        return report;
    }
}
