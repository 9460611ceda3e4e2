using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Counties;

/// <summary>A county to begin from nothing: the centre with its posts still vacant, the hotline, and two administrators, who import the rest.</summary>
public static class EmptyCounty
{
    /// <summary>The county, and the accounts of the hotline and of the two administrators (one publishes, another confirms).</summary>
    /// <param name="code">The 6-digit division code; the stand-in is used until the directory is imported.</param>
    /// <param name="name">The county's name.</param>
    public static (County County, IReadOnlyList<DemoAccount> Accounts) Build(string code = "999999", string name = "新建县区")
    {
        var staff = new CountyStaff(code);
        var centre = new Unit($"{code}-zzzx", "综治中心", UnitKind.Centre, UnitTier.County, null, null);
        Person[] administrators = [staff.Hire(Role.Administrator, centre.Code, code), staff.Hire(Role.Administrator, centre.Code, code)];
        var hotline = staff.Hire(Role.Hotline, centre.Code, code);
        (string Word, string Title)[] posts =
        [
            (Audience.CentreDispatcher, "派单员"), (Audience.HotlineOperator, "12345话务员"), (Audience.CentreDutyLead, "值班长"),
            (Audience.CentreHead, "中心主任"), (Audience.CountyLead, "分管县(区)领导"),
        ];
        return (
            new(code, name, [centre], [], [.. posts.Select(post => new Post(Post.CodeOf(post.Word, centre.Code), post.Title, centre.Code, post.Word == Audience.HotlineOperator ? hotline.Id : null, null))],
                [.. staff.People], [], [.. CountySketch.Categories()]),
            [DemoAccount.Of("admin", administrators[0]), DemoAccount.Of("admin2", administrators[1]), DemoAccount.Of("hotline-operator", hotline)]);
    }
}
