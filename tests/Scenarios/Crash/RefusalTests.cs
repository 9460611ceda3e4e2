using System.Net;
using System.Net.Sockets;
using GridCase.Local.Hosting;
using GridCase.Scenarios.Hosts;
using Microsoft.Data.Sqlite;

namespace GridCase.Scenarios.Crash;

/// <summary>Where the host cannot be sure of the books it says so in one sentence, ends with an exit code, and touches nothing.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_folder_that_another_host_has_open_is_refused_and_the_first_host_goes_on()
    {
        using var folder = await CountyFolder.Copy();
        await using var first = await CountyHost.Start(new() { Folder = folder.Path, Port = 0 });
        await Refuses("is open in another process", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
        await Refuses("is open in another process", "verify", "--data", folder.Path);
        using var client = new CountyClient(first.Address, folder.Path);
        Assert.Equal(HttpStatusCode.Created, (await client.Order(Order("L-1"))).Status);
    }

    [Fact]
    public async Task A_damaged_database_is_refused_and_left_as_it_is()
    {
        using var folder = await CountyFolder.Copy();
        var path = folder.InFolder("gridcase.db");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes.AsSpan(4096, 4096 * 8).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes);
        await Refuses("is damaged", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
        await File.WriteAllTextAsync(path, new string('x', 8192));
        await Refuses("is damaged or not a journal", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
    }

    [Fact]
    public async Task A_missing_key_is_refused_and_none_is_made_in_its_place()
    {
        using var folder = await CountyFolder.Copy();
        File.Move(folder.InFolder("keys", "data.key"), folder.InFolder("data.key"));
        await Refuses("data.key is missing", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
        Assert.False(File.Exists(folder.InFolder("keys", "data.key")));
        File.Move(folder.InFolder("data.key"), folder.InFolder("keys", "data.key"));
        await using var host = await CountyHost.Start(new() { Folder = folder.Path, Port = 0 });
    }

    [Fact]
    public async Task A_folder_that_a_newer_release_wrote_is_refused()
    {
        using var folder = await CountyFolder.Copy();
        using (var connection = new SqliteConnection($"Data Source={folder.InFolder("gridcase.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE journal_part SET version = 99 WHERE part = 'county'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await Refuses("was written by a newer release", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_refused()
    {
        using var folder = await CountyFolder.Copy();
        await Refuses("cannot be used as the data folder", "--data", folder.InFolder("gridcase.db"), "--port", $"{HostProcess.FreePort()}");
        File.Delete(folder.InFolder("gridcase.db"));
        Directory.CreateDirectory(folder.InFolder("gridcase.db"));
        await Refuses("gridcase.db", "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_and_the_folder_let_go_of()
    {
        using var folder = await CountyFolder.Copy();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await Refuses($"Port {port} is taken", "--data", folder.Path, "--port", $"{port}");
        await using var host = await CountyHost.Start(new() { Folder = folder.Path, Port = 0 });
    }

    [Theory]
    [InlineData("--start goes with --clock manual", "--start", "2026-02-13T09:00:00+08:00")]
    [InlineData("--start is an instant with its offset", "--clock", "manual", "--start", "tomorrow")]
    [InlineData("--port is 0 to 65535", "--port", "70000")]
    [InlineData("abc", "--port", "abc")]
    [InlineData("--speed", "--speed", "9")]
    [InlineData("sundial", "--clock", "sundial")]
    [InlineData("is no http or https address", "--hotline-url", "12345")]
    [InlineData("is no http or https address", "--webhook-url", "ftp://localhost/notices")]
    public async Task A_wrong_command_line_is_refused_before_anything_is_made(string says, params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await Refuses(says, ["--data", folder, .. arguments]);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_disk_that_takes_no_write_is_met_at_the_start_and_not_by_the_first_order()
    {
        using var folder = await CountyFolder.Copy();
        using var host = HostProcess.StartWithoutRoom(1, "--data", folder.Path, "--port", $"{HostProcess.FreePort()}");
        var (code, _, errors) = await host.End();
        Assert.Equal(1, code);
        Assert.Contains("cannot be read or written", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_fills_up_turns_the_host_not_ready_and_leaves_nothing_half_written()
    {
        using var folder = await CountyFolder.Copy();
        var port = HostProcess.FreePort();
        using var host = HostProcess.StartWithoutRoom(3_000, "--data", folder.Path, "--port", $"{port}");
        Assert.True(await host.Ready(port));
        using var client = new CountyClient(new($"http://localhost:{port}"), folder.Path);
        (await client.Get("dispatcher", "/api/me")).Taken();
        var kept = new List<string>();
        Reply? refused = null;
        for (var number = 1; refused is null && number <= 5_000; number++)
        {
            var answer = await client.Order(Order($"F-{number}"));
            if (answer.IsTaken) kept.Add($"F-{number}");
            else refused = answer;
        }

        Assert.NotEmpty(kept);
        refused!.Refused(HttpStatusCode.ServiceUnavailable, "not-ready");
        (await client.Order(Order("F-0"))).Refused(HttpStatusCode.ServiceUnavailable, "not-ready");
        (await client.Get("dispatcher", "/api/me")).Refused(HttpStatusCode.ServiceUnavailable, "not-ready");
        var ready = await client.Get("", "/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-ready"), (ready.Status, ready.Text("status")));
        Assert.Contains("cannot be read or written", ready.Body.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("", "/health/live")).Status);
        host.Signal(HostProcess.Terminate);
        Assert.Equal(0, (await host.End()).Code);
        // Room has been made: what was answered is there, what was refused is not, and the books agree.
        await using (var again = await CountyHost.Start(new() { Folder = folder.Path, Port = 0 }))
        {
            using var later = new CountyClient(again.Address, folder.Path);
            foreach (var order in kept) (await later.Get(CountyClient.Hotline, "/api/hotline/orders/" + order)).Taken();
            (await later.Get(CountyClient.Hotline, "/api/hotline/orders/F-0")).Refused(HttpStatusCode.NotFound, "unknown-order");
        }

        using var verify = HostProcess.Start("verify", "--data", folder.Path);
        Assert.Equal(0, (await verify.End()).Code);
    }

    private static async Task Refuses(string says, params string[] arguments)
    {
        using var host = HostProcess.Start(arguments);
        var (code, output, errors) = await host.End();
        Assert.True(code != 0, $"It ended with 0: {output}");
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
    }

    private static object Order(string number) => new { orderNo = number, receivedAt = DateTimeOffset.UtcNow.AddMinutes(-1), kind = "complaint", text = "路灯不亮", gridCode = "440804001001001" };
}
