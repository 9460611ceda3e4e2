using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>What people do with some of the day's orders: one step an hour, each sent with a key, so that one whose answer was lost is made once.</summary>
internal sealed class DayWork(CountyClient client, PatientSender sender)
{
    private static readonly string[] Units = ["cgj", "zjj", "jtj", "swj"];

    /// <summary>Whether somebody works on the order on its day; the others wait.</summary>
    public static bool Takes(DayOrder order) => order is { Fault: OrderFault.None, Withdraws: false } && order.No % 7 == 0;

    /// <summary>The next step of a case that came in <paramref name="hours"/> ago; none when the rules have gone another way with it.</summary>
    public async Task Step(DayOrder order, string caseId, int hours)
    {
        var state = (await sender.UntilAnswered(() => client.Get("dispatcher", $"/api/cases/{caseId}"))).Taken();
        if (state.Text("state") != "open" || state.Text("parent") is { Length: > 0 }) return;
        var unit = Units[order.No % Units.Length];
        switch (hours)
        {
            case 1:
                await Move("dispatcher", caseId, "triage", new { command = "triage" });
                await Move("dispatcher", caseId, "dispatch", new { command = "dispatch", unit = "440804-" + unit });
                break;
            case 2:
                await Move("clerk-" + unit, caseId, "sign-off", new { command = "sign-off" });
                await Move("clerk-" + unit, caseId, "contact", new { command = "contact", text = "已联系" });
                break;
            case 3:
                await Move("clerk-" + unit, caseId, "resolve", new { command = "resolve", text = "已办结", reply = "已处理，请核实" });
                break;
            case 4:
                await Move("supervisor-centre", caseId, "verify", new { command = "verify" });
                break;
            case 5:
                await Visit(order);
                await Move(CountyClient.Hotline, caseId, "close", new { command = "close" });
                break;
        }
    }

    private async Task Move(string user, string caseId, string name, object command)
    {
        var reply = await sender.UntilAnswered(() => client.Command(user, caseId, command, $"{caseId[..12]}-{name}"));
        // The case may have been merged or joined to another between the look and the move; nothing else may be in the way.
        Assert.True(reply.IsTaken || reply.Code is "wrong-state" or "wrong-stage" or "handled-by-parent", $"{name} of {caseId}: {reply.Body}");
    }

    private async Task Visit(DayOrder order)
    {
        var visit = new { attemptedAt = await Now(), outcome = "reached", solved = "yes", satisfaction = 5 };
        var reply = await sender.UntilAnswered(() => client.Post(CountyClient.Hotline, $"/api/hotline/orders/{order.OrderNo}/visits", visit, $"{order.OrderNo}-visit"));
        Assert.True(reply.IsTaken || reply.Code is "wrong-state" or "wrong-stage", $"visit of {order.OrderNo}: {reply.Body}");
    }

    private async Task<string> Now() => (await sender.UntilAnswered(() => client.Get("dispatcher", "/api/me"))).Taken().Text("now")!;
}
