-- wrk: posts the lines of a file in turn, or the whole file. CALL, BODIES, WHOLE and PREFER come from the environment.
local path, file, whole = os.getenv("CALL"), os.getenv("BODIES"), os.getenv("WHOLE")
local requests, turn = {}, 0

function init()
  if whole then
    local type = { ["Content-Type"] = "application/x-ndjson", ["Prefer"] = os.getenv("PREFER") }
    requests[1] = wrk.format("POST", path, type, io.open(file, "rb"):read("*a"))
  else
    for line in io.lines(file) do
      requests[#requests + 1] = wrk.format("POST", path, { ["Content-Type"] = "application/json" }, line)
    end
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
