using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>The mixed load of a seed: orders of the hotline, of the counter and of citizens' applications, reports of phones, and what people do with them.</summary>
internal sealed class CasePlan(int seed, ReadyCounty county, DateTimeOffset begins)
{
    private static readonly string[] Categories = ["facility.manhole-cover", "fire-safety.exit", "fire-safety.charging", "dispute.neighbour", "dispute.property"];
    private static readonly string[] Units = ["cgj", "zjj", "jtj", "swj"];
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Random random = new(seed ^ 0x5eed);
    private int cases;

    public IReadOnlyList<PlannedCase> Draw()
    {
        var drawn = new List<PlannedCase>();
        for (var count = random.Next(7, 11); count > 0; count--) drawn.Add(Order());
        for (var count = random.Next(1, 3); count > 0; count--) drawn.Add(Counter());
        for (var count = random.Next(1, 3); count > 0; count--) drawn.Add(Request());
        for (var phone = 0; phone < 2; phone++)
        {
            var (worker, begin) = (county.Workers[random.Next(county.Workers.Count)], Moment());
            for (var count = random.Next(2, 4); count > 0; count--) drawn.Add(Report(worker, begin, $"phone-{phone}"));
        }

        return drawn;
    }

    private PlannedCase Order()
    {
        var (name, no) = Name("hotline");
        var number = $"FAULT-{seed}-{no}";
        var isUrgent = random.Next(2) == 0;
        // The 24 hours of some end within the run, those of others have ended, or are far from it.
        var receivedAt = random.Next(3) switch
        {
            0 when isUrgent => begins.AddHours(-24).AddSeconds(1 + random.Next(9)),
            1 => begins.AddHours(-26),
            _ => begins.AddHours(-3),
        };
        var body = new
        {
            orderNo = number,
            receivedAt,
            kind = "complaint",
            category = Category(),
            urgency = isUrgent ? "urgent" : "normal",
            text = $"第{no}号诉求",
            gridCode = Grid(),
            address = $"解放路{seed}-{no}号",
            caller = new { name = "张某", phone = Phone(no) },
        };
        var first = Make(name, CountyClient.Hotline, "/api/hotline/orders", body, null, "registered") with { Order = ("hotline", number) };
        return new(name, Moment(), first, Steps(name, number), null);
    }

    private PlannedCase Counter()
    {
        var (name, no) = Name("window");
        var number = $"W-{seed}-{no}";
        var body = new { channel = "window", orderNo = number, receivedAt = begins.AddHours(-3), kind = "help", category = Category(), text = $"窗口第{no}件", gridCode = Grid(), address = $"人民路{seed}-{no}号", caller = new { name = "李某", phone = Phone(no) } };
        var first = Make(name, "dispatcher", "/api/intake/orders", body, $"{name}-order", "registered") with { Order = ("window", number) };
        return new(name, Moment(), first, Steps(name, null), null);
    }

    private PlannedCase Request()
    {
        var (name, no) = Name("open311");
        var key = $"request-{seed}-{no}";
        var fields = new Dictionary<string, string> { ["api_key"] = county.ApiKey, ["service_code"] = county.Service, ["address_string"] = $"海东街{seed}-{no}号", ["description"] = $"第{no}件事", ["phone"] = Phone(no) };
        var id = $"{county.ApiKey.Split('.')[0]}/k/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
        var first = Make(name, "", "/open311/v2/requests.json", fields, key, "registered") with { Order = ("open311", id) };
        return new(name, Moment(), first, [.. Steps(name, null).Take(2)], null);
    }

    private PlannedCase Report(ReadyWorker worker, TimeSpan at, string batch)
    {
        var (name, no) = Name("report");
        var key = $"report-{seed}-{no}";
        var isOnSite = random.Next(3) == 0;
        var body = new { kind = "report", category = Category(), title = "巡查发现", text = $"现场第{no}件", gridCode = worker.Grid, observedAt = begins.AddHours(-3), handledOnSite = isOnSite ? new { text = "当场处理" } : null };
        var first = Make(name, worker.User, "/api/reports", body, key, "registered") with { Order = ("grid", $"{worker.PersonId}/{key}") };
        return new(name, at, first, isOnSite ? [] : Steps(name, null), batch);
    }

    private List<Func<DateTimeOffset, Input>> Life(string name, string? orderNo)
    {
        var unit = Units[random.Next(Units.Length)];
        var clerk = "clerk-" + unit;
        var steps = new List<Func<DateTimeOffset, Input>>
        {
            Command(name, "dispatcher", "triaged", new { command = "triage" }),
            Command(name, "dispatcher", "dispatched", new { command = "dispatch", unit = "440804-" + unit }),
        };
        var isReturned = random.Next(6) == 0;
        if (isReturned || random.Next(6) == 0)
        {
            steps.Add(Command(name, clerk, "objected", new { command = "object", reasonCode = "not-ours", reason = "不属本单位职责" }));
            steps.Add(Command(name, "dispatcher", isReturned ? "objection-upheld" : "objection-rejected", new { command = "decide-objection", uphold = isReturned }));
        }

        // What was returned waits for another unit: nothing is made of a case twice here, so it stays there and grows late.
        return isReturned ? steps : [.. steps, .. Handling(name, unit, clerk, orderNo)];
    }

    private List<Func<DateTimeOffset, Input>> Handling(string name, string unit, string clerk, string? orderNo)
    {
        var steps = new List<Func<DateTimeOffset, Input>>
        {
            Command(name, clerk, "signed-off", new { command = "sign-off" }),
            Command(name, clerk, "contacted", new { command = "contact", text = "已联系" }),
        };
        if (random.Next(4) == 0)
        {
            var helper = Units.First(other => other != unit);
            steps.Add(Command(name, clerk, "subtask-added", new { command = "add-subtask", unit = "440804-" + helper, text = "请协助" }));
            steps.Add(Command(name, "clerk-" + helper, "subtask-completed", new { command = "complete-subtask", subtaskId = "s1", text = "已协助" }));
        }

        if (random.Next(6) == 0) steps.Add(Command(name, "supervisor-centre", "supervised", new { command = "supervise", reason = "请从速" }));
        if (random.Next(8) == 0) steps.Add(Command(name, "dispatcher", "regraded", new { command = "regrade", grade = "l1" }));
        if (random.Next(3) == 0)
        {
            steps.Add(Command(name, clerk, "suspension-requested", new { command = "request-suspension", reasonCode = "citizen-evidence", reason = "等材料" }));
            steps.Add(Command(name, "dispatcher", "suspended", new { command = "decide-suspension", approve = true }));
            steps.Add(Command(name, clerk, "resumed", new { command = "resume" }));
        }
        else if (random.Next(3) == 0)
        {
            steps.Add(Command(name, clerk, "extension-requested", new { command = "request-extension", days = 2, reason = "要排期" }));
            steps.Add(Command(name, "supervisor-centre", "extension-granted", new { command = "decide-extension", approve = true }));
        }

        steps.Add(Command(name, clerk, "resolved", new { command = "resolve", text = "已办", reply = "已处理" }));
        steps.Add(Command(name, "supervisor-centre", "verified", new { command = "verify" }));
        if (orderNo is null) steps.Add(Command(name, "dispatcher", "visited", new { command = "visit", outcome = "reached", solved = "yes", satisfaction = 5 }));
        else steps.Add(now => Make(name, CountyClient.Hotline, $"/api/hotline/orders/{orderNo}/visits", new { attemptedAt = now, outcome = "reached", solved = "yes", satisfaction = 4 }, $"{name}-visited", "visited"));
        steps.Add(Command(name, orderNo is null ? "dispatcher" : CountyClient.Hotline, "closed", new { command = "close" }));
        return steps;
    }

    /// <summary>How far a case is walked is drawn; the last steps are those of the few.</summary>
    private List<Func<DateTimeOffset, Input>> Steps(string name, string? orderNo)
    {
        var steps = Life(name, orderNo);
        var walked = steps.Take(Math.Min(steps.Count, random.Next(0, steps.Count + 3))).ToList();
        if (orderNo is not null && random.Next(4) == 0)
            walked.Insert(random.Next(walked.Count + 1), _ => Make(name, CountyClient.Hotline, $"/api/hotline/orders/{orderNo}/supplements", new { text = "请尽快处理", urge = true }, $"{name}-urge", "supplemented"));
        if (random.Next(8) == 0) walked.Add(Command(name, "dispatcher", "withdrawn", new { command = "withdraw", reason = "诉求人撤回" }));
        if (random.Next(5) == 0) walked.Insert(random.Next(walked.Count + 1), Command(name, "dispatcher", "commented", new { command = "comment", text = "记一笔" }));
        return walked;
    }

    private static Func<DateTimeOffset, Input> Command(string name, string user, string makes, object command) => _ => Make(name, user, "/api/cases/{id}/commands", command, $"{name}-{makes}", makes);

    private static Input Make(string name, string sender, string path, object body, string? key, string makes) => new(name, sender, path, JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web), key, makes);

    private (string Name, int No) Name(string channel) => ($"{channel}-{seed}-{++cases}", cases);

    private TimeSpan Moment() => Window * random.NextDouble();

    private string Category() => Categories[random.Next(Categories.Length)];

    private string Grid() => county.Workers[random.Next(county.Workers.Count)].Grid;

    /// <summary>A caller of his own for each case: that two are about one thing is not for this load to decide.</summary>
    private string Phone(int no) => $"138{seed % 100_000:00000}{no:000}";
}
