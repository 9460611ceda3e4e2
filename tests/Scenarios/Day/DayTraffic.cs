using System.Collections.Concurrent;
using System.Net;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>Sends what the plan says and keeps what each sender was answered: the senders' own books.</summary>
internal sealed class DayTraffic(CountyClient client, PatientSender sender, DayPlan plan, string date)
{
    private const int Senders = 6;
    private const int PhoneBatch = 30;

    /// <summary>Order number → case, of those that were taken.</summary>
    public ConcurrentDictionary<string, string> OrdersTaken { get; } = new();

    /// <summary>Order number → why not.</summary>
    public ConcurrentDictionary<string, string> OrdersRefused { get; } = new();

    /// <summary>Report key → case.</summary>
    public ConcurrentDictionary<string, string> ReportsTaken { get; } = new();

    public ConcurrentDictionary<string, string> ReportsRefused { get; } = new();

    public ConcurrentDictionary<string, byte> Withdrawn { get; } = new();

    /// <summary>All that the hotline and the phones with network send in an hour.</summary>
    public IReadOnlyList<Func<Task>> Hour(int hour)
    {
        var acts = new List<Func<Task>>();
        foreach (var order in plan.Orders.Where(order => order.Hour == hour)) acts.Add(() => Order(order));
        foreach (var order in plan.Orders.Where(order => order.AgainAt == hour && order.Hour < hour)) acts.Add(() => Order(order));
        foreach (var order in plan.Orders.Where(order => order.ConflictsAt == hour && order.Hour < hour)) acts.Add(() => Conflict(order));
        foreach (var order in plan.Orders.Where(order => order.Hour == hour - 1 && order.Fault == OrderFault.None))
        {
            if (order.Urges) acts.Add(() => Urge(order));
            if (order.Withdraws) acts.Add(() => Withdraw(order));
        }

        foreach (var report in plan.Reports.Where(report => report.Hour == hour && !report.IsOffline)) acts.Add(() => Report(report));
        return acts;
    }

    /// <summary>The phones that were away find the network, and send all they have, twice, in an order of its own each time.</summary>
    public async Task Evening()
    {
        for (var time = 0; time < 2; time++)
        {
            var acts = plan.Reports.Where(report => report.IsOffline).GroupBy(report => report.Worker)
                .SelectMany(phone => plan.Shuffled(phone).Chunk(PhoneBatch).Select(batch => (Func<Task>)(() => Batch(phone.Key, batch))));
            await InAnyOrder([.. acts]);
        }
    }

    /// <summary>In no order, by several senders at once.</summary>
    public Task InAnyOrder(IReadOnlyList<Func<Task>> acts) =>
        Parallel.ForEachAsync(plan.Shuffled(acts), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (act, _) => await act());

    private async Task Order(DayOrder order)
    {
        var reply = await sender.UntilAnswered(() => client.Order(Document(order, "第" + order.No + "号诉求")));
        switch (order.Fault)
        {
            case OrderFault.UnknownGrid:
                reply.Refused(HttpStatusCode.UnprocessableEntity, "unknown-grid");
                OrdersRefused[order.OrderNo] = reply.Code!;
                break;
            case OrderFault.NoText:
                reply.Refused(HttpStatusCode.BadRequest, "missing-field");
                OrdersRefused[order.OrderNo] = reply.Code!;
                break;
            default:
                var id = reply.Taken().Text("caseId")!;
                Assert.Equal(id, OrdersTaken.GetOrAdd(order.OrderNo, id));
                break;
        }
    }

    private async Task Conflict(DayOrder order)
    {
        if (order.Fault != OrderFault.None) return;
        (await sender.UntilAnswered(() => client.Order(Document(order, "同号另一件事")))).Refused(HttpStatusCode.Conflict, "order-conflict");
    }

    private object Document(DayOrder order, string text) => new
    {
        orderNo = order.OrderNo,
        receivedAt = $"{date}T{order.Hour - 1:00}:{order.No % 60:00}:00+08:00",
        kind = "complaint",
        category = order.Category,
        text = order.Fault == OrderFault.NoText ? null : text,
        gridCode = order.Fault == OrderFault.UnknownGrid ? "999999999999999" : order.Grid,
        address = $"解放路{order.Matter}号",
        caller = new { name = "王某", phone = order.Phone.ToString() },
    };

    private async Task Urge(DayOrder order)
    {
        for (var time = 0; time < 2; time++)
        {
            var reply = await sender.UntilAnswered(() => client.Post(CountyClient.Hotline, $"/api/hotline/orders/{order.OrderNo}/supplements", new { text = "请尽快处理", urge = true }, $"{order.OrderNo}-urge"));
            // One that was attached to an earlier order, or withdrawn, takes no more supplements.
            Assert.True(reply.IsTaken || reply.Code == "wrong-state", $"{order.OrderNo}: {reply.Body}");
        }
    }

    private async Task Withdraw(DayOrder order)
    {
        var reply = await sender.UntilAnswered(() => client.Post(CountyClient.Hotline, $"/api/hotline/orders/{order.OrderNo}/withdrawal", new { reason = "已自行解决" }, $"{order.OrderNo}-withdrawal"));
        Assert.True(reply.IsTaken || reply.Code == "wrong-state", $"{order.OrderNo}: {reply.Body}");
        if (reply.IsTaken) Withdrawn[order.OrderNo] = 0;
    }

    private async Task Report(DayReport report)
    {
        for (var time = 0; time < (report.Again ? 2 : 1); time++)
        {
            var reply = await sender.UntilAnswered(() => client.Post(report.Worker, "/api/reports", Document(report), report.Key));
            Note(report, reply.IsTaken, reply.Text("caseId"), reply.Code);
        }
    }

    private async Task Batch(string worker, IReadOnlyList<DayReport> reports)
    {
        var items = reports.Select(report => new { key = report.Key, @do = "report", body = Document(report) });
        var reply = (await sender.UntilAnswered(() => client.Post(worker, "/api/sync", new { items }))).Taken();
        foreach (var (report, answer) in reports.Zip(reply.Body.GetProperty("items").EnumerateArray()))
        {
            var (status, body) = (answer.GetProperty("status").GetInt32(), answer.GetProperty("body"));
            Assert.Equal(report.Key, answer.GetProperty("key").GetString());
            Note(report, status is 200 or 201, body.TryGetProperty("caseId", out var id) ? id.GetString() : null, body.TryGetProperty("code", out var code) ? code.GetString() : null);
        }
    }

    private void Note(DayReport report, bool taken, string? caseId, string? code)
    {
        if (report.WrongGrid is not null)
        {
            Assert.Equal((false, "unknown-grid"), (taken, code));
            ReportsRefused[report.Key] = code!;
            return;
        }

        Assert.True(taken, $"{report.Key}: {code}");
        Assert.Equal(caseId, ReportsTaken.GetOrAdd(report.Key, caseId!));
    }

    private object Document(DayReport report) => new
    {
        kind = "report",
        category = report.Category,
        title = "巡查发现" + report.No,
        text = "现场情况" + report.No,
        gridCode = report.WrongGrid ?? report.Grid,
        observedAt = $"{date}T{report.Hour - 1:00}:{report.No % 60:00}:00+08:00",
        handledOnSite = report.OnSite ? new { text = "当场处理" } : null,
    };
}
