using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Benchmarks;

/// <summary>
/// The reference lifecycle: eleven writes by people from the hotline's order to the close, spread over ten hours. It is of grade L2, whose short budgets let the
/// clocks of dispatch, sign-off and first contact warn, fall due and climb their ladders on the way, at night and on days off alike. What a case is about, where, and which units act turns with its number.
/// </summary>
internal sealed class ReferenceLife
{
    private static readonly string[] Categories = ["livelihood.water", "livelihood.power", "livelihood.gas", "livelihood.weather"];
    private readonly Actor hotline;
    private readonly Actor dispatcher;
    private readonly Actor supervisor;
    private readonly Actor[] clerks;
    private readonly string[] grids;
    private readonly (int Age, Func<int, CaseFile, (Actor Actor, Command Command)> Of)[] moves;

    public ReferenceLife(County county, IReadOnlyList<DemoAccount> accounts)
    {
        var directory = new CountyDirectory(county);
        hotline = Of("hotline-operator");
        dispatcher = Of("dispatcher");
        supervisor = Of("supervisor-centre");
        clerks = [.. accounts.Where(account => account.User.StartsWith("clerk-", StringComparison.Ordinal) && account.Unit!.Contains('-')).Select(account => Of(account.User))];
        grids = [.. county.Grids.Select(grid => grid.Code)];
        moves =
        [
            (1, (_, _) => (dispatcher, new Triage(null, null, null, null, null) { Remark = "已与来电人核对，转权属单位办理。" })),
            (4, (no, _) => (dispatcher, new Dispatch(Lead(no).UnitCode!, [Helper(no).UnitCode!]))),
            (6, (no, _) => (Lead(no), new SignOff())),
            (8, (no, _) => (Lead(no), new Contact { Text = "已电话联系来电人，约定半小时内到现场。" })),
            (10, (no, _) => (Lead(no), new Progress { Text = "已到现场查明原因，等待协办单位开挖路面。" })),
            (12, (no, file) => (Helper(no), new CompleteSubtask(file.Subtasks[0].Id) { Text = "路面已开挖，现场已设围挡。" })),
            (14, (no, _) => (Lead(no), new Resolve { Text = "已修复并恢复供应，路面已回填。", Reply = "您反映的问题已处理完毕，现已恢复正常，感谢您的监督。" })),
            (16, (_, _) => (supervisor, new Verify { Text = "现场核实属实。" })),
            (18, (_, _) => (hotline, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5))),
            (19, (_, _) => (hotline, new CloseCase())),
        ];

        Actor Of(string user)
        {
            var account = accounts.Single(one => one.User == user);
            return Actor.Of(directory.Person(account.PersonId)!, account.Roles[0]);
        }
    }

    /// <summary>How much virtual time lies between two ages.</summary>
    public static TimeSpan AgeStep { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The age at which a case is closed.</summary>
    public int LastAge => moves[^1].Age;

    /// <summary>Writes of people in one life, the intake among them.</summary>
    public int Writes => moves.Length + 1;

    public Actor Hotline => hotline;

    /// <summary>The order with which the case of this number begins.</summary>
    public Registration Order(int no, DateTimeOffset receivedAt) => new()
    {
        Channel = Channel.Hotline,
        ExternalId = $"ZJ{no:000000000}",
        ContentHash = $"{no:x64}",
        Kind = CaseKind.Complaint,
        Category = Categories[no % Categories.Length],
        Title = "居民楼供应中断",
        Text = $"来电人反映，灯塔路{no % 900 + 1}号整栋居民楼今早起供应中断，楼内有老人和学生，影响做饭和洗漱，曾联系物业答复原因不明，希望有关部门尽快到场抢修并回复恢复时间。",
        Address = $"灯塔路{no % 900 + 1}号",
        GridCode = grids[no % grids.Length],
        Caller = new("陈先生", $"138{no % 100_000_000:00000000}", null),
        CallerKey = $"{no % 50_000:x64}",
        ReceivedAt = receivedAt,
    };

    /// <summary>The move that is made at this age, or null when nobody does anything then.</summary>
    public (Actor Actor, Command Command)? MoveAt(int age, int no, CaseFile file)
    {
        foreach (var move in moves)
            if (move.Age == age) return move.Of(no, file);
        return null;
    }

    public bool ActsAt(int age) => age == 0 || moves.Any(move => move.Age == age);

    private Actor Lead(int no) => clerks[no % clerks.Length];

    private Actor Helper(int no) => clerks[(no + 1 + no / clerks.Length % (clerks.Length - 1)) % clerks.Length];
}
