using System.Diagnostics;
using System.Globalization;
using Analytics.Infrastructure.Postgres.Embedded;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task First_start_serves_a_login_that_is_no_superuser()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();

        Assert.Equal("analytics/off", await DataFolder.RunAsync(
            postgres.ConnectionString, "select current_user || '/' || current_setting('is_superuser')"));
    }

    [Fact]
    public async Task An_acknowledged_commit_is_on_the_disk()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync(durable: true);

        Assert.Equal("on/on/on", await DataFolder.RunAsync(postgres.ConnectionString,
            "select concat_ws('/', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"));
    }

    [Fact]
    public async Task The_password_is_needed_and_only_its_owner_can_read_it()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();
        var file = Path.Combine(folder.Path, "password");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var wrong = postgres.ConnectionString.Replace(await File.ReadAllTextAsync(file), "guess", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => DataFolder.RunAsync(wrong, "select 1"));
        Assert.Equal("28P01", refusal.SqlState);
    }

    [Fact]
    public async Task A_restart_keeps_the_data_and_the_password()
    {
        using var folder = new DataFolder();
        string first;
        await using (var postgres = await folder.StartAsync())
        {
            first = postgres.ConnectionString;
            await DataFolder.RunAsync(first, "create database kept");
        }
        await using var again = await folder.StartAsync();

        Assert.Equal(1L, await DataFolder.RunAsync(
            again.ConnectionString, "select count(*) from pg_database where datname = 'kept'"));
        Assert.Equal(Password(first), Password(again.ConnectionString));
    }

    [Fact]
    public async Task Stopping_ends_the_server_though_a_session_is_open_and_leaves_no_pid_and_no_socket()
    {
        using var folder = new DataFolder();
        var postgres = await folder.StartAsync();
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "template1" };
        await using var session = new Npgsql.NpgsqlConnection(settings.ConnectionString + ";Pooling=false");
        await session.OpenAsync();
        await postgres.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{postgres.ProcessId}"));
        Assert.False(File.Exists(folder.PidFile));
        Assert.False(Directory.Exists(settings.Host));
    }

    [Fact]
    public async Task A_second_start_on_the_folder_says_which_folder_is_taken()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();

        var here = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.StartAsync());
        await using var other = await ProbeProcess.StartAsync(folder.Path);

        var expected = $"Another process already runs the database in '{folder.Path}': stop it, or name another data folder.";
        Assert.Equal(expected, here.Message);
        Assert.Equal($"error {expected}", other.Answer);
    }

    [Fact]
    public async Task Of_two_first_starts_at_the_same_moment_one_serves_and_one_is_refused()
    {
        using var folder = new DataFolder();
        var answers = await Task.WhenAll(ProbeProcess.StartAsync(folder.Path), ProbeProcess.StartAsync(folder.Path));
        await using var one = answers[0];
        await using var two = answers[1];

        Assert.Equal(["error", "ready"], answers.Select(probe => probe.Answer.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task Without_binaries_one_line_says_what_to_install_or_to_set()
    {
        using var folder = new DataFolder();
        var empty = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder.Path)!, "bin")).FullName;

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.StartAsync(empty));

        Assert.Equal(
            $"PostgreSQL 15 or later was not found in '{empty}': install it (Debian, Ubuntu: apt install postgresql), "
            + "name its bin folder in ANALYTICS_PG_BIN, or name a server of your own in ConnectionStrings__Analytics.",
            failure.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public async Task A_path_with_spaces_and_a_path_longer_than_a_socket_may_have_serve(int repeated)
    {
        var name = string.Join('/', Enumerable.Repeat("it's a folder, \"mine\"", repeated));
        using var folder = new DataFolder(name);
        await using var postgres = await folder.StartAsync();

        Assert.Equal(1, await DataFolder.RunAsync(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task An_interrupted_first_start_is_begun_again()
    {
        using var folder = new DataFolder();
        var unfinished = Directory.CreateDirectory(Path.Combine(folder.Path, "cluster.unfinished")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "15");

        await using var postgres = await folder.StartAsync();

        Assert.False(Directory.Exists(unfinished));
        Assert.Equal(1, await DataFolder.RunAsync(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_the_server()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();

        // A signal of the terminal goes to its session's foreground group; the sixth field is the session.
        var fields = (await File.ReadAllTextAsync($"/proc/{postgres.ProcessId}/stat")).Split(") ")[1].Split(' ');
        Assert.Equal(postgres.ProcessId, int.Parse(fields[3], CultureInfo.InvariantCulture));
        Assert.Equal("postgres", Process.GetProcessById(postgres.ProcessId).ProcessName);
    }

    private static string Password(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Password!;
}
