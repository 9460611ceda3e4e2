using System.CommandLine;
using GridCase.Local.Hosting;
using GridCase.Local.Replay;
using GridCase.Local.Verify;

var root = new RootCommand("GridCase: a county's cases from report to look-back.") { ServeCommand.Create(), VerifyCommand.Create(), ReplayCommand.Create() };
ServeCommand.Fill(root);
// What is under way at a stop is finished first; two seconds, the library's own patience, may be too few for that.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
