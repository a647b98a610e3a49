-- Asks Portico whether a request may pass, for haproxy.cfg.
local portico = "http://127.0.0.1:4000/v1/forward-auth/uat"
local token = "ptc_gw_YOUR_TOKEN"

local told = { "x-application-id", "x-partner-id", "x-api-key-id", "x-product", "x-environment" }
local secret = { "api-key", "x-api-key", "portico-gateway-token" }
local unsaid = { "x-client-id", "x-scope", "x-subject" }

local function refuse(txn, status, body, retry)
  local reply = txn:reply({ status = status })
  reply:add_header("content-type", "application/json")
  reply:add_header("cache-control", "no-store")
  if retry then reply:add_header("retry-after", retry) end
  reply:set_body(body)
  txn:done(reply)
end

core.register_action("portico", { "http-req" }, function(txn, product)
  local sent = txn.http:req_get_headers()
  -- Where the call comes from, whatever the caller says itself.
  local asked = { ["portico-gateway-token"] = { token }, ["x-forwarded-for"] = { txn.sf:src() } }
  for _, name in ipairs({ "api-key", "x-api-key" }) do
    if sent[name] then asked[name] = { sent[name][0] } end
  end
  -- What callers may not say, and what the API has no need to see.
  for _, names in ipairs({ told, secret, unsaid }) do
    for _, name in ipairs(names) do txn.http:req_del_header(name) end
  end
  local url = portico .. "?product=" .. product
  local answer = core.httpclient():get({ url = url, headers = asked, timeout = 2000 })
  local status = answer and answer.status or 0
  if status == 200 then
    for _, name in ipairs(told) do
      if answer.headers[name] then txn.http:req_add_header(name, answer.headers[name][0]) end
    end
  elseif status == 401 or status == 403 or status == 429 then
    local retry = answer.headers["retry-after"]
    refuse(txn, status, answer.body, retry and retry[0])
  else
    refuse(txn, 503, '{"code":"UNAVAILABLE"}', "1")
  end
end, 1)
