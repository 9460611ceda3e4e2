using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Scenarios.Channels;

/// <summary>What the tests of notices do and ask of a living county.</summary>
internal static class Notices
{
    public static County WithMail(County county) => county with
    {
        People = [.. county.People.Select(person => person.Id == county.Posts.First(post => post.Code.StartsWith("centre-dispatcher@", StringComparison.Ordinal)).PersonId ? person with { Email = "dispatcher@example.gov.cn" } : person)],
    };

    public static NoticeChannel Mail(SmtpReceiver receiver) => new("mail", NoticeChannelKind.Email)
    {
        Host = "127.0.0.1",
        Port = receiver.Port,
        From = "gridcase@example.gov.cn",
        Tls = MailTls.None,
    };

    public static async Task Save(LivingCounty county, params NoticeChannel[] channels) => Assert.True(await county.Runtime.Stores.Channels.Save(new(0, [.. channels]), 0));

    public static async Task<string> Registered(LivingCounty county, string no, string at)
    {
        var answer = await county.Runtime.Desk.Register(LivingCounty.Order(no, at), county.Actor("hotline-operator"), county.Runtime.Time.GetUtcNow());
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        return answer.File!.Id;
    }

    /// <summary>A case with a few notices at once: to the dispatcher, the unit's clerk, and the clerk again when the caller adds something.</summary>
    public static async Task<string> Handled(LivingCounty county, string no)
    {
        var id = await county.Register(LivingCounty.Order(no, "2026-02-10 09:00"));
        await county.Do("dispatcher", id, new Triage(null, null, null, null, null));
        await county.Do("dispatcher", id, new Dispatch(LivingCounty.Urban));
        await county.Do("hotline-operator", id, new Supplement("再说一次", true));
        return id;
    }

    public static async Task<IReadOnlyList<KeptNotice>> Kept(LivingCounty county, string caseId) => (await county.Runtime.Notices.List(new() { CaseId = caseId, Limit = 200 })).Notices;

    public static async Task<int> Inbox(LivingCounty county, string personId)
    {
        var count = 0;
        for (NoticePage? page = null; page is null || page.Next is not null;)
        {
            page = await county.Runtime.Notices.List(new() { PersonId = personId, WithWaiting = true, After = page?.Next, Limit = 200 });
            count += page.Notices.Count;
        }

        return count;
    }

    public static HashSet<string> Keys(HttpReceiver receiver) => [.. receiver.Taken.Select(post => post.Id)];

    public static List<Post> Digests(HttpReceiver receiver) => [.. receiver.Taken.Where(post => post.Type == Digest.Type)];
}
