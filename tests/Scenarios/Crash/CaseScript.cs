using System.Security.Cryptography;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Crash;

/// <summary>
/// Walks cases from order to close by HTTP, as people and the hotline do who do not give up: what is not answered is sent again with its key until it is.
/// Anything but a plain yes in the end is a failure.
/// </summary>
internal sealed class CaseScript(CountyClient client, DateTimeOffset began)
{
    /// <summary>The 24 hours of the cases that lie still end 8 to 8 + this many seconds after the start.</summary>
    private const int LastDue = 12;
    private static readonly string[] Units = ["cgj", "zjj", "jtj", "swj"];
    private readonly PatientSender sender = new();
    private int closed;

    public int Answered => sender.Answered;

    public int SentAgain => sender.SentAgain;

    public int Closed => closed;

    public static string OrderOf(int number) => $"KILL-{number:000}";

    /// <summary>Every tenth case lies still at its unit while the others are walked, so that its timers fire by themselves.</summary>
    public static bool LiesStill(int number) => number % 10 == 0;

    public static bool IsUrgent(int number) => LiesStill(number) || number % 4 == 1;

    /// <summary>Of those that lie still the citizen's 24 hours end within the run; others are long due when they arrive, or not at all.</summary>
    public DateTimeOffset ReceivedAt(int number) =>
        LiesStill(number) ? began.AddHours(-24).AddSeconds(8 + (number / 10 % LastDue))
        : (number % 4) switch
        {
            1 => began.AddHours(-26),
            3 => began.AddDays(-20),
            _ => began.AddMinutes(-1),
        };

    /// <summary>From the order to the unit's desk; gives the case's id.</summary>
    public async Task<string> Begin(int number)
    {
        var order = new
        {
            orderNo = OrderOf(number),
            receivedAt = ReceivedAt(number),
            kind = "complaint",
            category = "facility.manhole-cover",
            urgency = IsUrgent(number) ? "urgent" : "normal",
            text = "路口的井盖不见了",
            gridCode = "440804001001001",
            caller = new { name = "张三", phone = "13812345678" },
        };
        var id = (await UntilAnswered(() => client.Order(order))).Text("caseId")!;
        await Move("dispatcher", id, new { command = "triage" });
        await Move("dispatcher", id, new { command = "dispatch", unit = "440804-" + Units[number % Units.Length] });
        return id;
    }

    /// <summary>Until every case that lies still has fallen due; at once when the others took longer.</summary>
    public async Task UntilTheStillAreDue()
    {
        while (DateTimeOffset.UtcNow < began.AddSeconds(8 + LastDue) && sender.HasPatience) await Task.Delay(100);
    }

    /// <summary>From the unit's desk to the close.</summary>
    public async Task Finish(int number, string id)
    {
        var clerk = "clerk-" + Units[number % Units.Length];
        await Move(clerk, id, new { command = "sign-off" });
        await Move(clerk, id, new { command = "contact", text = "已联系" });
        await Move(clerk, id, new { command = "resolve", text = "已补装", reply = "已补装井盖" });
        await Move("supervisor-centre", id, new { command = "verify" });
        var visit = new { attemptedAt = DateTimeOffset.UtcNow, outcome = "reached", solved = "yes", satisfaction = 5 };
        await UntilAnswered(() => client.Post(CountyClient.Hotline, $"/api/hotline/orders/{OrderOf(number)}/visits", visit, $"{id}-visit"));
        await Move(CountyClient.Hotline, id, new { command = "close" });
        Interlocked.Increment(ref closed);
    }

    /// <summary>Sends until there is a plain yes, through kills and restarts.</summary>
    public async Task<Reply> UntilAnswered(Func<Task<Reply>> send) => (await sender.UntilAnswered(send)).Taken();

    private Task<Reply> Move(string user, string id, object command)
    {
        var key = $"{id[..8]}-{Convert.ToHexStringLower(MD5.HashData(System.Text.Encoding.UTF8.GetBytes(id + command)))}";
        return UntilAnswered(() => client.Command(user, id, command, key));
    }
}
