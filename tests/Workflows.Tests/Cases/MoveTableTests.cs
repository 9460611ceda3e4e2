using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Tests.Cases;

public sealed class MoveTableTests
{
    /// <summary>Stage, command and the roles that may try it there on an open case: written out by hand from design §5 and §9, beside the table.</summary>
    private static readonly Dictionary<string, (string Stages, string Roles)> Expected = new()
    {
        ["triage"] = ("triage dispatch", "dispatcher supervisor"),
        ["dispatch"] = ("dispatch handling", "dispatcher supervisor"),
        ["sign-off"] = ("dispatch", "unit-clerk grid-worker leader"),
        ["object"] = ("dispatch handling", "unit-clerk"),
        ["decide-objection"] = ("dispatch handling", "dispatcher supervisor"),
        ["arbitrate"] = ("dispatch handling", "supervisor leader"),
        ["contact"] = ("dispatch handling", "unit-clerk grid-worker leader"),
        ["progress"] = ("dispatch handling", "unit-clerk grid-worker leader"),
        ["tell-acceptance"] = ("handling", "unit-clerk dispatcher"),
        ["request-extension"] = ("handling", "unit-clerk leader"),
        ["decide-extension"] = ("handling", "dispatcher supervisor"),
        ["request-suspension"] = ("handling", "unit-clerk leader"),
        ["decide-suspension"] = ("handling", "dispatcher supervisor"),
        ["resume"] = ("handling", "unit-clerk leader dispatcher supervisor"),
        ["ledger"] = ("handling", "dispatcher supervisor"),
        ["strike-off"] = ("handling", "dispatcher supervisor"),
        ["add-subtask"] = ("handling", "unit-clerk leader dispatcher supervisor"),
        ["complete-subtask"] = ("dispatch handling", "unit-clerk grid-worker"),
        ["step-up"] = ("dispatch handling", "unit-clerk dispatcher supervisor"),
        ["regrade"] = ("triage dispatch handling", "dispatcher supervisor leader"),
        ["refuse"] = ("triage dispatch handling", "dispatcher supervisor"),
        ["supervise"] = ("triage dispatch handling verification visit", "supervisor leader"),
        ["take-over"] = ("dispatch handling", "leader"),
        ["resolve"] = ("handling", "unit-clerk grid-worker leader"),
        ["verify"] = ("verification", "grid-worker dispatcher supervisor"),
        ["visit"] = ("visit", "hotline dispatcher supervisor"),
        ["close"] = ("visit", "hotline dispatcher supervisor leader"),
        ["reopen"] = ("look-back ended", "hotline dispatcher supervisor leader"),
        ["look-back"] = ("look-back", "grid-worker dispatcher supervisor"),
        ["merge"] = ("triage dispatch handling", "dispatcher supervisor"),
        ["separate"] = ("handling ended", "dispatcher supervisor"),
        ["withdraw"] = ("triage dispatch handling verification visit", "hotline dispatcher"),
        ["comment"] = ("intake triage dispatch handling verification visit look-back ended", "hotline grid-worker unit-clerk dispatcher supervisor leader"),
        ["supplement"] = ("triage dispatch handling verification visit", "hotline dispatcher"),
        ["acknowledge"] = ("intake triage dispatch handling verification visit look-back ended", "unit-clerk grid-worker dispatcher supervisor leader"),
    };

    public static TheoryData<string> Names => [.. MoveTable.Rows.Select(move => move.Name)];

    [Fact]
    public void Every_command_of_the_contract_has_one_row() =>
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), MoveTable.Rows.Select(move => move.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_stage_and_role_gets_the_answer_of_the_design(string name)
    {
        var move = MoveTable.Rows.Single(row => row.Name == name) with { Guards = [] };
        var status = move.Statuses[0];
        foreach (var stage in Enum.GetValues<Stage>())
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var file = CaseScript.InHandling().File with { Stage = stage, Status = status };
                var refusal = MoveTable.Check(move, file, TestCounty.Dispatcher with { Role = role });
                var allowed = Expected[name].Stages.Split(' ').Contains(KebabCase.Of(stage)) && Expected[name].Roles.Split(' ').Contains(KebabCase.Of(role));
                Assert.True(allowed == refusal is null, $"{name} at {stage} by {role}: {refusal?.Code ?? "allowed"}");
            }
        }
    }

    [Fact]
    public void A_role_that_may_never_is_told_so_whatever_the_stage()
    {
        var file = CaseScript.InHandling().File with { Stage = Stage.Ended, Status = CaseStatus.Closed };
        var refusal = MoveTable.Check(MoveTable.RowOf(new Resolve()), file, TestCounty.Auditor);
        Assert.Equal((RefusalKind.Forbidden, "role-lacks-command"), (refusal!.Kind, refusal.Code));
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("auditor")]
    [InlineData("read-only")]
    public void Those_who_only_look_may_do_nothing_to_a_case(string role)
    {
        Assert.True(KebabCase.TryParse<Role>(role, out var parsed));
        Assert.Empty(MoveTable.AllowedFor(CaseScript.InHandling().File, TestCounty.Dispatcher with { Role = parsed }));
    }

    [Fact]
    public void The_page_of_the_holder_lists_what_the_holder_may_do() => Assert.Equal(
        ["object", "contact", "progress", "request-extension", "request-suspension", "add-subtask", "step-up", "resolve", "comment"],
        MoveTable.AllowedFor(CaseScript.InHandling().File, TestCounty.TrafficClerk));

    [Fact]
    public void The_clerk_of_another_unit_may_only_comment() =>
        Assert.Equal(["comment"], MoveTable.AllowedFor(CaseScript.InHandling().File, TestCounty.UrbanClerk));
}
