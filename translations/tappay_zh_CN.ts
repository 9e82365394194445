<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AccountPage</name>
    <message>
        <source>My account</source>
        <translation>我的账户</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>还没有账户</translation>
    </message>
    <message>
        <source>Asking for your account…</source>
        <translation>正在查询您的账户…</translation>
    </message>
    <message>
        <source>An account begins with the first card you add: no name, no address, no password. The card itself shows that it is you.</source>
        <translation>添加第一张卡即建立账户：不需要姓名、地址和密码，由卡片本身证明是您。</translation>
    </message>
    <message>
        <source>The payment service is being asked. It takes a moment.</source>
        <translation>正在询问支付服务，请稍候。</translation>
    </message>
    <message>
        <source>To my cards</source>
        <translation>前往我的银行卡</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>A web order above a limit is refused before your bank is asked.</source>
        <translation>超过限额的网上订单会在询问银行之前被拒绝。</translation>
    </message>
    <message>
        <source>Change limits</source>
        <translation>修改限额</translation>
    </message>
    <message>
        <source>For one payment</source>
        <translation>单笔</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>For a day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Each shows your cards and notices. Remove one that is lost or no longer yours.</source>
        <translation>每台电脑都会显示您的卡片和通知。请移除丢失或不再属于您的电脑。</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Payments, refusals and changes are listed here.</source>
        <translation>还没有任何记录。付款、拒绝和更改都会列在这里。</translation>
    </message>
    <message>
        <source>My data</source>
        <translation>我的数据</translation>
    </message>
    <message>
        <source>What is kept about you is yours to see, and yours to delete.</source>
        <translation>保存的有关您的数据，您可以查看，也可以删除。</translation>
    </message>
    <message>
        <source>Save my data…</source>
        <translation>保存我的数据…</translation>
    </message>
    <message>
        <source>Delete my data…</source>
        <translation>删除我的数据…</translation>
    </message>
</context>
<context>
    <name>AddCardPanel</name>
    <message>
        <source>Keep the card still</source>
        <translation>请勿移开卡片</translation>
    </message>
    <message>
        <source>Card read. Remove your card</source>
        <translation>读卡成功，请取走卡片</translation>
    </message>
    <message>
        <source>Remove your card</source>
        <translation>请取走您的卡片</translation>
    </message>
    <message>
        <source>Asking the card&apos;s bank…</source>
        <translation>正在询问发卡行…</translation>
    </message>
    <message>
        <source>Tap or insert the card to add</source>
        <translation>请挥卡或插入要添加的卡片</translation>
    </message>
    <message>
        <source>Nothing is charged. The card proves itself, and its bank confirms it.</source>
        <translation>不会扣款。卡片证明自己，由发卡行确认。</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>已读卡</translation>
    </message>
    <message>
        <source>Confirmed by its bank</source>
        <translation>发卡行确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>AddDeviceScreen</name>
    <message>
        <source>Add a security device</source>
        <translation>添加安全设备</translation>
    </message>
    <message>
        <source>Offered to the computer</source>
        <translation>已提交给电脑</translation>
    </message>
    <message>
        <source>Looking for devices: put a key or card into the reader, or turn a wireless device on.</source>
        <translation>正在查找设备：请将密钥或卡放入读卡器，或打开无线设备。</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>The device signs. Touch it if it blinks.</source>
        <translation>设备正在签名。如果它在闪烁，请触摸它。</translation>
    </message>
    <message>
        <source>Open the list of devices at the computer, compare the digits of its key, and agree.</source>
        <translation>请在电脑上打开设备列表，核对密钥的数字，然后同意。</translation>
    </message>
    <message>
        <source>No device was found. Put a key or card into the reader, or turn a wireless device on, and look again.</source>
        <translation>未找到设备。请将密钥或卡放入读卡器，或打开无线设备，然后重新查找。</translation>
    </message>
    <message>
        <source>Its key begins with %1</source>
        <translation>密钥开头为 %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The device must show the same digits:</source>
        <translation>设备上应显示相同的数字：</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1 · wireless</source>
        <translation>%1 · 无线</translation>
    </message>
    <message>
        <source>%1 · reader</source>
        <translation>%1 · 读卡器</translation>
    </message>
    <message>
        <source>My security key</source>
        <translation>我的安全密钥</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Its PIN</source>
        <translation>设备密码</translation>
    </message>
    <message>
        <source>Wrong PIN. Last try</source>
        <translation>密码错误，最后一次输入机会</translation>
    </message>
    <message>
        <source>Wrong PIN. %1 tries left</source>
        <translation>密码错误，还可输入 %1 次</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>AddressLine</name>
    <message>
        <source>Address verified by the browser</source>
        <translation>地址已由浏览器验证</translation>
    </message>
    <message>
        <source>Came by a link: no browser has verified the shop&apos;s address</source>
        <translation>来自链接：没有浏览器验证过商店的地址</translation>
    </message>
</context>
<context>
    <name>ApprovedScreen</name>
    <message>
        <source>Approved</source>
        <translation>交易成功</translation>
    </message>
    <message>
        <source>Authorisation code %1 · voucher %2</source>
        <translation>授权码 %1 · 凭证号 %2</translation>
    </message>
    <message>
        <source>Remove card</source>
        <translation>请取走卡片</translation>
    </message>
    <message>
        <source>The cardholder signs the receipt.</source>
        <translation>请持卡人在签购单上签名。</translation>
    </message>
    <message>
        <source>Next payment</source>
        <translation>下一笔</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Print receipt</source>
        <translation>打印签购单</translation>
    </message>
    <message>
        <source>Receipt preview</source>
        <translation>查看签购单</translation>
    </message>
    <message>
        <source>Paid from card balance</source>
        <translation>电子现金支付成功</translation>
    </message>
    <message>
        <source>Paid by the card</source>
        <translation>卡片脱机支付成功</translation>
    </message>
    <message>
        <source>Balance left on the card: %1</source>
        <translation>卡内余额 %1</translation>
    </message>
    <message>
        <source>The bank has been told.</source>
        <translation>已通知银行。</translation>
    </message>
    <message>
        <source>The bank will be told automatically. Nothing is left to do.</source>
        <translation>系统会自动通知银行，无需其他操作。</translation>
    </message>
</context>
<context>
    <name>AuthorisingScreen</name>
    <message>
        <source>Finishing with the card…</source>
        <translation>正在完成卡片处理…</translation>
    </message>
    <message>
        <source>Contacting bank…</source>
        <translation>正在联系银行…</translation>
    </message>
    <message>
        <source>Leave the card in the reader until asked.</source>
        <translation>请勿取出卡片，等待提示。</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>已读卡</translation>
    </message>
    <message>
        <source>Sent to bank %1</source>
        <translation>已发送银行 %1</translation>
    </message>
    <message>
        <source>Sending to bank</source>
        <translation>正在发送银行</translation>
    </message>
    <message>
        <source>Bank has answered</source>
        <translation>银行已应答</translation>
    </message>
    <message>
        <source>Answer of the bank</source>
        <translation>银行应答</translation>
    </message>
    <message>
        <source>Card confirms</source>
        <translation>卡片确认</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>不再等待</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Waiting for the answer · %1 s</source>
        <translation>等待应答 · %1 秒</translation>
    </message>
    <message>
        <source>Card read. It can be put away.</source>
        <translation>读卡成功，可以收起卡片。</translation>
    </message>
    <message>
        <source>Shop is told</source>
        <translation>通知商店</translation>
    </message>
</context>
<context>
    <name>ByteView</name>
    <message>
        <source>Octets of the answer</source>
        <translation>应答字节</translation>
    </message>
</context>
<context>
    <name>CapturingScreen</name>
    <message>
        <source>Paid by the card, telling the shop…</source>
        <translation>卡片已付款，正在通知商店…</translation>
    </message>
    <message>
        <source>You can remove your card.</source>
        <translation>可以取走您的卡片。</translation>
    </message>
    <message>
        <source>If the shop can&apos;t be told in time, the payment is taken back by itself.</source>
        <translation>如果不能及时通知商店，付款会自动撤回。</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>已读卡</translation>
    </message>
    <message>
        <source>Your bank has agreed</source>
        <translation>您的银行已同意</translation>
    </message>
    <message>
        <source>Card has paid</source>
        <translation>卡片已付款</translation>
    </message>
    <message>
        <source>Telling the shop · %1 s</source>
        <translation>正在通知商店 · %1 秒</translation>
    </message>
    <message>
        <source>Leave – I&apos;ll be told</source>
        <translation>离开，有结果会通知</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>CardInDoubtScreen</name>
    <message>
        <source>Not known whether the card has paid</source>
        <translation>无法确定卡片是否已付款</translation>
    </message>
    <message>
        <source>Do not charge again.</source>
        <translation>请勿重复收款。</translation>
    </message>
    <message>
        <source>The card moved at the last moment. Tapped again, it tells whether it has paid; it does not pay twice.</source>
        <translation>卡片在最后一刻移开。再次挥同一张卡即可确认是否已付款，不会重复扣款。</translation>
    </message>
    <message>
        <source>Tap the same card again</source>
        <translation>再次挥同一张卡</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Customer has left</source>
        <translation>顾客已离开</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>The card moved at the last moment, and this computer was started anew since: the card can&apos;t be asked any more.</source>
        <translation>卡片在最后一刻移开，此后系统已重新启动，无法再向卡片确认。</translation>
    </message>
    <message>
        <source>Give the payment up</source>
        <translation>放弃本笔交易</translation>
    </message>
    <message>
        <source>Do not pay again.</source>
        <translation>请勿重复付款。</translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>%1 · since %2</source>
        <translation>%1 · 添加于%2</translation>
    </message>
    <message>
        <source>%1 · removed %2</source>
        <translation>%1 · 移除于%2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove card %1</source>
        <translation>移除卡片 %1</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Insert card</source>
        <translation>请插卡</translation>
    </message>
    <message>
        <source>Remove card</source>
        <translation>请取走卡片</translation>
    </message>
    <message>
        <source>Keep card still</source>
        <translation>请勿移开卡片</translation>
    </message>
    <message>
        <source>The card has been read.</source>
        <translation>读卡成功。</translation>
    </message>
    <message>
        <source>Leave it in until the screen says to remove it.</source>
        <translation>提示取卡前请勿拔出。</translation>
    </message>
    <message>
        <source>Chip first. Leave it in until the screen says to remove it.</source>
        <translation>芯片朝前插入，提示取卡前请勿拔出。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>No card yet. This payment ends by itself in %1 s; nothing is charged.</source>
        <translation>尚未出示卡片，本笔交易将在 %1 秒后自动结束，不会扣款。</translation>
    </message>
    <message>
        <source>Tap or insert card</source>
        <translation>请挥卡或插卡</translation>
    </message>
    <message>
        <source>Tap card</source>
        <translation>请挥卡</translation>
    </message>
    <message>
        <source>Card moved. Tap the same card again</source>
        <translation>读卡中断，请再次挥同一张卡</translation>
    </message>
    <message>
        <source>See phone</source>
        <translation>请查看手机</translation>
    </message>
    <message>
        <source>One card only, please</source>
        <translation>请只出示一张卡</translation>
    </message>
    <message>
        <source>Card read. Remove card</source>
        <translation>读卡成功，请移开卡片</translation>
    </message>
    <message>
        <source>Hold it to the reader until all four lights are on.</source>
        <translation>将卡片贴近读卡器，直到四个灯全亮。</translation>
    </message>
    <message>
        <source>Hold it still until all four lights are on. Nothing is charged twice.</source>
        <translation>请保持不动，直到四个灯全亮。不会重复扣款。</translation>
    </message>
    <message>
        <source>Hold it there until all four lights are on.</source>
        <translation>请保持贴近，直到四个灯全亮。</translation>
    </message>
    <message>
        <source>Still waiting for the same card: %1 s</source>
        <translation>仍在等待同一张卡：%1 秒</translation>
    </message>
    <message>
        <source>Customer has left</source>
        <translation>顾客已离开</translation>
    </message>
    <message>
        <source>This payment needs the chip. Leave the card in until asked to remove it.</source>
        <translation>本笔交易需要插卡，提示取卡前请勿拔出。</translation>
    </message>
    <message>
        <source>Confirm the payment on the phone, then hold it to the reader again.</source>
        <translation>请在手机上确认付款，然后再次将手机贴近读卡器。</translation>
    </message>
    <message>
        <source>The reader sees several. Take one out of the wallet and hold it alone.</source>
        <translation>读卡器感应到多张卡。请从钱包中取出一张卡，单独贴近。</translation>
    </message>
    <message>
        <source>Tap or insert your card</source>
        <translation>请挥卡或插卡</translation>
    </message>
    <message>
        <source>Give the payment up</source>
        <translation>放弃此笔付款</translation>
    </message>
</context>
<context>
    <name>CardSheet</name>
    <message>
        <source>Pay with which card?</source>
        <translation>用哪张卡付款？</translation>
    </message>
    <message>
        <source>The order is then shown on your phone. Nothing is charged before it is signed there.</source>
        <translation>订单随后会显示在您的手机上。在手机端签名之前不会扣款。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>My cards</source>
        <translation>我的银行卡</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>添加卡片</translation>
    </message>
    <message>
        <source>What is on a card</source>
        <translation>查看卡片内容</translation>
    </message>
    <message>
        <source>The card was added. Its payments are told to you here, and your limits hold for it.</source>
        <translation>卡片已添加。它的付款会在这里通知您，您的限额对它有效。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No card added yet</source>
        <translation>还没有添加卡片</translation>
    </message>
    <message>
        <source>You can pay in web shops without adding one. With an added card you choose limits, and see here what happened to it and which computers are yours.</source>
        <translation>不添加卡片也可以在网店付款。添加卡片后，您可以设定限额，并在这里查看它的记录和属于您的电脑。</translation>
    </message>
    <message>
        <source>No account at this computer</source>
        <translation>此电脑上没有账户</translation>
    </message>
    <message>
        <source>Cards can be added when this computer is enrolled. Web shops can be paid as soon as that is done.</source>
        <translation>此电脑登记后才能添加卡片，完成登记即可在网店付款。</translation>
    </message>
    <message>
        <source>Asking for your cards…</source>
        <translation>正在查询您的卡片…</translation>
    </message>
    <message>
        <source>The payment service is being asked. It takes a moment.</source>
        <translation>正在询问支付服务，请稍候。</translation>
    </message>
    <message>
        <source>Earlier cards</source>
        <translation>以前的卡片</translation>
    </message>
</context>
<context>
    <name>ChangeRow</name>
    <message>
        <source>Enrolled</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>Parameters %1</source>
        <translation>参数 %1</translation>
    </message>
    <message>
        <source>as terminal %1</source>
        <translation>终端号 %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>new keys, batch %1</source>
        <translation>新密钥，批次 %1</translation>
    </message>
    <message>
        <source>signed by the operator, put in use while idle</source>
        <translation>由运营方签名，空闲时启用</translation>
    </message>
    <message>
        <source>New master key</source>
        <translation>新主密钥</translation>
    </message>
</context>
<context>
    <name>ChipCard</name>
    <message>
        <source>Security chip</source>
        <translation>安全芯片</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>A program of this computer takes the place of a chip. Whoever takes over the whole computer could copy its keys; a copy is noticed at the next sign-on.</source>
        <translation>由本机的一个程序代替芯片。控制整台电脑的人可能复制其中的密钥；下次签到时会发现副本。</translation>
    </message>
    <message>
        <source>The keys are files of this computer: for trials, not for money.</source>
        <translation>密钥是本机上的文件：仅供试用，不可用于真实收款。</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>芯片</translation>
    </message>
    <message>
        <source>TPM 2.0, built in</source>
        <translation>TPM 2.0，内置</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>虚拟</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>有效期至%1</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发方</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>标识</translation>
    </message>
</context>
<context>
    <name>ChooseScreen</name>
    <message>
        <source>Choose how to pay</source>
        <translation>请选择付款账户</translation>
    </message>
    <message>
        <source>This card has more than one account.</source>
        <translation>此卡有多个账户。</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>还剩 %1 秒</translation>
    </message>
    <message>
        <source>The card does not accept the other one. This one is left.</source>
        <translation>刚才选择的账户不被接受，还可使用此账户。</translation>
    </message>
    <message>
        <source>The card does not accept that one. Choose another one.</source>
        <translation>该账户不被接受，请另选一个。</translation>
    </message>
    <message>
        <source>The card wants this to be confirmed.</source>
        <translation>此卡要求确认。</translation>
    </message>
    <message>
        <source>Pay with this account?</source>
        <translation>使用此账户付款？</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>CloseSheet</name>
    <message>
        <source>A payment is still open</source>
        <translation>还有交易未完成</translation>
    </message>
    <message>
        <source>The payment of %1 is not finished.</source>
        <translation>%1 的交易尚未完成。</translation>
    </message>
    <message>
        <source>The payment service goes on without this window and shows the result when the window is opened again. Do not charge again until then.</source>
        <translation>关闭窗口后，支付服务会继续处理，再次打开窗口时显示结果。在此之前请勿重复收款。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留在窗口</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Finish in background</source>
        <translation>在后台完成</translation>
    </message>
    <message>
        <source>Results not known yet: %1</source>
        <translation>结果未知的交易：%1 笔</translation>
    </message>
    <message>
        <source>The payment service goes on without this window and shows the result when the window is opened again. Do not pay again until then.</source>
        <translation>支付服务在没有此窗口时继续工作，下次打开窗口时显示结果。在此之前请勿重复付款。</translation>
    </message>
    <message>
        <source>A request waits to be confirmed on the phone. It can still be confirmed there.</source>
        <translation>有一笔请求正在等待手机确认，仍可在手机上确认。</translation>
    </message>
</context>
<context>
    <name>CodeDigits</name>
    <message>
        <source>Code %1</source>
        <extracomment>Read out: the digits that both screens show</extracomment>
        <translation>验证码 %1</translation>
    </message>
</context>
<context>
    <name>CompareScreen</name>
    <message>
        <source>Compare the digits</source>
        <translation>核对数字</translation>
    </message>
    <message>
        <source>Digits: %1</source>
        <translation>数字：%1</translation>
    </message>
    <message>
        <source>Does the computer show the same? Then accept there. If not, somebody stands between: stop.</source>
        <translation>电脑上显示的数字相同吗？相同请在电脑上接受。不同则说明有人从中干扰，请停止。</translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached, trying again</source>
        <translation>无法连接支付服务，正在重试</translation>
    </message>
    <message>
        <source>They differ: stop</source>
        <translation>不相同，停止</translation>
    </message>
</context>
<context>
    <name>ConfirmFacts</name>
    <message>
        <source>To %1 · account %2</source>
        <extracomment>Who gets the money</extracomment>
        <translation>付给 %1 · 账号 %2</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>付给 %1</translation>
    </message>
    <message>
        <source>%1 · from %2</source>
        <translation>%1 · 付款卡 %2</translation>
    </message>
    <message>
        <source>For order %1 · from %2</source>
        <translation>订单 %1 · 退款方 %2</translation>
    </message>
    <message>
        <source>Order %1 · from card %2</source>
        <translation>订单 %1 · 付款卡 %2</translation>
    </message>
    <message>
        <source>Letters of different alphabets are mixed in these names, so that one may look like another name. Go by the account, and ask whoever gave it to you.</source>
        <translation>名称中混用了不同文字的字母，可能与另一名称外观相似。请以账号为准，并向提供账号的人核实。</translation>
    </message>
</context>
<context>
    <name>ConfirmScreen</name>
    <message>
        <source>Confirm on your phone</source>
        <translation>请在手机上确认</translation>
    </message>
    <message>
        <source>Check that both screens show the same code.</source>
        <translation>请核对两个屏幕显示的验证码是否相同。</translation>
    </message>
    <message>
        <source>The code to compare comes in a moment.</source>
        <translation>用于核对的验证码即将显示。</translation>
    </message>
    <message>
        <source>Not known yet: the payment service can&apos;t be reached, and is asked again by itself. Below is what was known last. Don&apos;t pay in another way before it is known.</source>
        <translation>结果未知：无法连接支付服务，系统会自动重新查询。以下为最后已知的状态。结果明确之前，请勿用其他方式付款。</translation>
    </message>
    <message>
        <source>Not known yet: Tap &amp; Pay&apos;s payment service (tappayd) does not answer. Below is what was known last. Don&apos;t pay in another way before it is known.</source>
        <translation>结果未知：Tap &amp; Pay 支付服务 (tappayd) 没有应答。以下为最后已知的状态。结果明确之前，请勿用其他方式付款。</translation>
    </message>
    <message>
        <source>The time to confirm is over. How it ended is being asked for.</source>
        <translation>确认时间已到，正在查询结果。</translation>
    </message>
    <message>
        <source>It can be confirmed until %1.</source>
        <translation>可在 %1 之前确认。</translation>
    </message>
    <message>
        <source>It can be confirmed for another %1 s.</source>
        <translation>还可在 %1 秒内确认。</translation>
    </message>
    <message>
        <source>Can&apos;t be withdrawn any more</source>
        <translation>已无法撤回</translation>
    </message>
    <message>
        <source>Withdrawing…</source>
        <translation>正在撤回…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Leave – I&apos;ll be told</source>
        <translation>离开，稍后通知我</translation>
    </message>
    <message>
        <source>Back to the order</source>
        <translation>返回订单</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Remove card %1?</source>
        <translation>移除卡片 %1？</translation>
    </message>
    <message>
        <source>Delete my data?</source>
        <translation>删除我的数据？</translation>
    </message>
    <message>
        <source>Remove this computer?</source>
        <translation>移除此电脑？</translation>
    </message>
    <message>
        <source>Remove computer %1?</source>
        <translation>移除电脑 %1？</translation>
    </message>
    <message>
        <source>Its limits no longer hold and its payments are no longer told here. The card itself goes on working, and you can add it again at any time.</source>
        <translation>它的限额不再有效，付款也不再在这里通知。卡片本身照常可用，您可以随时重新添加。</translation>
    </message>
    <message>
        <source>Your account, its cards, computers, limits and notices are deleted at once.</source>
        <translation>您的账户及其卡片、电脑、限额和通知会立即删除。</translation>
    </message>
    <message>
        <source>Your cards are no longer shown at this computer. You get back to them by adding one of them again.</source>
        <translation>此电脑将不再显示您的卡片。重新添加其中一张即可恢复。</translation>
    </message>
    <message>
        <source>It no longer shows your cards and notices. Somebody who has it must add a card of yours to get back.</source>
        <translation>它将不再显示您的卡片和通知。要恢复，必须在那里重新添加您的一张卡。</translation>
    </message>
    <message>
        <source>Kept, because the law demands it: the records of payments that were made, without your account, as long as accounts have to be kept. This can&apos;t be taken back.</source>
        <translation>依法保留：已完成付款的记录（不含您的账户），保留至账簿保存期满。此操作不可恢复。</translation>
    </message>
    <message>
        <source>Keep my data</source>
        <translation>保留我的数据</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Delete my data</source>
        <translation>删除我的数据</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ConfirmSteps</name>
    <message>
        <source>your phone</source>
        <translation>您的手机</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Being sent…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>On its way to %1</source>
        <translation>正在发往 %1</translation>
    </message>
    <message>
        <source>Sent to %1</source>
        <translation>已发送到 %1</translation>
    </message>
    <message>
        <source>Waiting until it is opened on the phone</source>
        <translation>等待在手机上打开</translation>
    </message>
    <message>
        <source>Opened on the phone</source>
        <translation>已在手机上打开</translation>
    </message>
    <message>
        <source>Waiting for your answer on the phone</source>
        <translation>等待您在手机上答复</translation>
    </message>
    <message>
        <source>Waiting for the security device</source>
        <translation>等待安全设备</translation>
    </message>
    <message>
        <source>Confirmed with the security device</source>
        <translation>已用安全设备确认</translation>
    </message>
    <message>
        <source>Signed, being paid…</source>
        <translation>已签名，正在付款…</translation>
    </message>
    <message>
        <source>Signed and paid</source>
        <translation>已签名并付款</translation>
    </message>
    <message>
        <source>Signed, being refunded…</source>
        <translation>已签名，正在退款…</translation>
    </message>
    <message>
        <source>Signed and refunded</source>
        <translation>已签名并退款</translation>
    </message>
    <message>
        <source>Signed, being transferred…</source>
        <translation>已签名，正在转账…</translation>
    </message>
    <message>
        <source>Signed and transferred</source>
        <translation>已签名并转账</translation>
    </message>
</context>
<context>
    <name>ConfirmStrip</name>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 付给 %2：%3</translation>
    </message>
    <message>
        <source>%1 to %2 waits to be confirmed on the phone.</source>
        <translation>%1 付给 %2，等待手机确认。</translation>
    </message>
    <message>
        <source>A request is on its way to the phone.</source>
        <translation>有一笔请求正在发往手机。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ConfirmUndoSheet</name>
    <message>
        <source>Undo this payment?</source>
        <translation>要撤销这笔交易吗？</translation>
    </message>
    <message>
        <source>Card %1 · %2</source>
        <translation>卡号 %1 · %2</translation>
    </message>
    <message>
        <source>The whole amount goes back to the card. The bank is asked until it confirms; this can&apos;t be taken back.</source>
        <translation>全额退回原卡。系统会持续请求银行直至确认，此操作无法收回。</translation>
    </message>
    <message>
        <source>Keep the payment</source>
        <translation>保留交易</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>撤销 %1</translation>
    </message>
</context>
<context>
    <name>ConfirmWords</name>
    <message>
        <source>Nothing was refunded.</source>
        <translation>没有退款。</translation>
    </message>
    <message>
        <source>Nothing was transferred.</source>
        <translation>没有转账。</translation>
    </message>
    <message>
        <source>Nothing was paid.</source>
        <translation>没有付款。</translation>
    </message>
    <message>
        <source>Refund of a web order</source>
        <translation>网络订单退款</translation>
    </message>
    <message>
        <source>Transfer to an account</source>
        <translation>转账到账户</translation>
    </message>
    <message>
        <source>Payment of a web order</source>
        <translation>网络订单付款</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>在手机上</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>已转账</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>The codes were not the same</source>
        <translation>验证码不一致</translation>
    </message>
    <message>
        <source>Reported from the phone</source>
        <translation>手机端已举报</translation>
    </message>
    <message>
        <source>The phone did not get it in time</source>
        <translation>手机未能及时收到</translation>
    </message>
    <message>
        <source>It was not opened in time</source>
        <translation>未在时限内打开</translation>
    </message>
    <message>
        <source>It was not signed in time</source>
        <translation>未在时限内签名</translation>
    </message>
    <message>
        <source>Something else was signed</source>
        <translation>签名的是其他内容</translation>
    </message>
    <message>
        <source>Signed by another security device</source>
        <translation>由另一台安全设备签名</translation>
    </message>
    <message>
        <source>The security device is not registered</source>
        <translation>安全设备未登记</translation>
    </message>
    <message>
        <source>The security device was removed</source>
        <translation>安全设备已被移除</translation>
    </message>
    <message>
        <source>The phone was removed</source>
        <translation>手机已被移除</translation>
    </message>
    <message>
        <source>The security device can&apos;t sign this</source>
        <translation>安全设备无法签名此请求</translation>
    </message>
    <message>
        <source>Refused on the security device</source>
        <translation>已在安全设备上拒绝</translation>
    </message>
    <message>
        <source>The security device is blocked</source>
        <translation>安全设备已锁定</translation>
    </message>
    <message>
        <source>The security device went away</source>
        <translation>安全设备中途离开</translation>
    </message>
    <message>
        <source>Your bank declined the payment</source>
        <translation>您的银行拒绝了付款</translation>
    </message>
    <message>
        <source>It can&apos;t be paid any more</source>
        <translation>已无法付款</translation>
    </message>
    <message>
        <source>Taken back. Nothing is charged</source>
        <translation>已撤回，未扣款</translation>
    </message>
    <message>
        <source>Refused on the phone</source>
        <translation>已在手机上拒绝</translation>
    </message>
    <message>
        <source>Not confirmed in time</source>
        <translation>未在时限内确认</translation>
    </message>
    <message>
        <source>The signature is not valid</source>
        <translation>签名无效</translation>
    </message>
    <message>
        <source>It could not be confirmed</source>
        <translation>无法确认</translation>
    </message>
    <message>
        <source>It could not be done</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>Confirm on your phone</source>
        <translation>请在手机上确认</translation>
    </message>
    <message>
        <source>Confirmed on %1 and signed by the security device.</source>
        <translation>已在 %1 上确认，并由安全设备签名。</translation>
    </message>
    <message>
        <source>Confirmed on the phone and signed by the security device.</source>
        <translation>已在手机上确认，并由安全设备签名。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The phone showed another code than this screen. Begin again and compare the four digits; if they differ once more, remove the phone on the Phone page.</source>
        <translation>手机显示的验证码与本屏幕不同。请重新开始并核对四位数字；若再次不同，请在“手机”页移除该手机。</translation>
    </message>
    <message>
        <source>At the phone it was said that nobody there asked for this. Further requests of this computer are blocked until the payment service lifts that: ask it.</source>
        <translation>手机端表示无人发起此请求。在支付服务解除之前，本电脑的后续请求均被阻止，请与支付服务联系。</translation>
    </message>
    <message>
        <source>Switch the phone on, check its network connection, and begin again.</source>
        <translation>请打开手机、检查网络连接，然后重新开始。</translation>
    </message>
    <message>
        <source>Open Tap &amp; Pay on the phone, and begin again.</source>
        <translation>请在手机上打开 Tap &amp; Pay，然后重新开始。</translation>
    </message>
    <message>
        <source>Have the security device at hand, and begin again.</source>
        <translation>请准备好安全设备，然后重新开始。</translation>
    </message>
    <message>
        <source>The signature belongs to another request than the one shown here. Begin again; if it happens once more, remove the device on the Phone page.</source>
        <translation>该签名属于另一笔请求，而非此处显示的请求。请重新开始；若再次发生，请在“手机”页移除该设备。</translation>
    </message>
    <message>
        <source>Begin again, with the device that the phone asks for.</source>
        <translation>请重新开始，并使用手机要求的设备。</translation>
    </message>
    <message>
        <source>Add it on the phone, accept it here on the Phone page, and begin again.</source>
        <translation>请在手机上添加该设备，在此处“手机”页接受，然后重新开始。</translation>
    </message>
    <message>
        <source>Use another registered device, or add this one anew on the phone.</source>
        <translation>请使用另一台已登记的设备，或在手机上重新添加此设备。</translation>
    </message>
    <message>
        <source>Pair a phone on the Phone page, and begin again.</source>
        <translation>请在“手机”页配对手机，然后重新开始。</translation>
    </message>
    <message>
        <source>The phone does not show it any more.</source>
        <translation>手机上不再显示。</translation>
    </message>
    <message>
        <source>Use another registered security device.</source>
        <translation>请使用另一台已登记的安全设备。</translation>
    </message>
    <message>
        <source>If that was a mistake, begin again.</source>
        <translation>如属误操作，请重新开始。</translation>
    </message>
    <message>
        <source>Unblock it with its unblocking code, or register another one.</source>
        <translation>请用解锁码解锁，或登记另一台设备。</translation>
    </message>
    <message>
        <source>Leave it at the phone until it is done, and begin again.</source>
        <translation>请将其保持在手机旁直至完成，然后重新开始。</translation>
    </message>
    <message>
        <source>It was signed, but the bank did not agree. Pay with another card, or ask your bank.</source>
        <translation>已签名，但银行未同意。请换卡付款，或咨询您的银行。</translation>
    </message>
    <message>
        <source>The order was paid in another way, or its time is over. Ask the shop.</source>
        <translation>订单已用其他方式付款，或已过期。请咨询商家。</translation>
    </message>
    <message>
        <source>The payment could not be finished, and the bank has confirmed that it is cancelled. You can pay again.</source>
        <translation>付款未能完成，银行已确认撤销。您可以重新付款。</translation>
    </message>
    <message>
        <source>Begin again when the phone is at hand.</source>
        <translation>请在手机就绪后重新开始。</translation>
    </message>
    <message>
        <source>The device did not sign what was shown. Begin again; if it happens once more, remove the device on the Phone page.</source>
        <translation>设备签名的不是所显示的内容。请重新开始；若再次发生，请在“手机”页移除该设备。</translation>
    </message>
    <message>
        <source>Begin again.</source>
        <translation>请重新开始。</translation>
    </message>
    <message>
        <source>The bank declined it</source>
        <translation>银行已拒绝</translation>
    </message>
    <message>
        <source>It was signed, but the bank did not agree. Ask your bank.</source>
        <translation>已签名，但银行未同意。请咨询您的银行。</translation>
    </message>
    <message>
        <source>Nothing is left to give back, or the order is not paid. Look at the order in the shop.</source>
        <translation>已无可退金额，或订单未付款。请在店铺中查看订单。</translation>
    </message>
</context>
<context>
    <name>ConfirmationRow</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 付给 %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>查看 %1</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>%1 · not paired any more</source>
        <translation>%1 · 已不再配对</translation>
    </message>
    <message>
        <source>%1 · connected</source>
        <translation>%1 · 已连接</translation>
    </message>
    <message>
        <source>%1 · the payment service can&apos;t be reached, trying again</source>
        <translation>%1 · 无法连接支付服务，正在重试</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>Pay %1</source>
        <translation>向 %1 付款</translation>
    </message>
    <message>
        <source>This order can be paid for another %1 s.</source>
        <translation>此订单还可在 %1 秒内支付。</translation>
    </message>
    <message>
        <source>Nothing is charged before your card is read.</source>
        <translation>读卡之前不会扣款。</translation>
    </message>
    <message>
        <source>Pay with my card</source>
        <translation>用我的卡付款</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Don&apos;t pay</source>
        <translation>不付款</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Confirm on my phone</source>
        <translation>在手机上确认</translation>
    </message>
    <message>
        <source>Nothing is charged before your card is read, or before it is signed on your phone.</source>
        <translation>读卡之前，或在手机端签名之前，不会扣款。</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>This computer</source>
        <translation>此电脑</translation>
    </message>
    <message>
        <source>Computer %1</source>
        <translation>电脑 %1</translation>
    </message>
    <message>
        <source>since %1 · last used %2</source>
        <translation>添加于%1 · 最近使用 %2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>DeviceScreen</name>
    <message>
        <source>Confirm with the security device</source>
        <translation>用安全设备确认</translation>
    </message>
    <message>
        <source>Hold %1 to the phone</source>
        <translation>请将 %1 靠近手机</translation>
    </message>
    <message>
        <source>Confirm on %1</source>
        <translation>请在 %1 上确认</translation>
    </message>
    <message>
        <source>Telling the payment service</source>
        <translation>正在通知支付服务</translation>
    </message>
    <message>
        <source>Signed. The payment is under way</source>
        <translation>已签名，正在付款</translation>
    </message>
    <message>
        <source>Or put it into the reader, or turn it on.</source>
        <translation>也可以将它放入读卡器，或打开它。</translation>
    </message>
    <message>
        <source>If it has a display, compare amount and payee there, then press its button.</source>
        <translation>如果设备有显示屏，请在上面核对金额和收款方，然后按下按钮。</translation>
    </message>
    <message>
        <source>The device must show the same digits:</source>
        <translation>设备上应显示相同的数字：</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached. It is told as soon as it can; no device is asked again.</source>
        <translation>无法连接支付服务。恢复后会立即通知，不会再次要求设备签名。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Finding the security device</source>
        <translation>查找安全设备</translation>
    </message>
    <message>
        <source>Signature of the device</source>
        <translation>设备签名</translation>
    </message>
    <message>
        <source>Check by the payment service</source>
        <translation>支付服务核验</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>付款</translation>
    </message>
</context>
<context>
    <name>DeviceSheet</name>
    <message>
        <source>Is this your security device?</source>
        <translation>这是您的安全设备吗？</translation>
    </message>
    <message>
        <source>The phone has offered “%1”. It shows the same key: compare the groups. Accept only a device that is yours; what it signs is paid.</source>
        <translation>手机提交了“%1”，并显示同一密钥：请逐组核对。只接受属于您的设备；凡经其签名的都会付款。</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>密钥 %1</translation>
    </message>
    <message>
        <source>Not mine: remove it</source>
        <translation>不是我的，移除</translation>
    </message>
    <message>
        <source>The same: accept</source>
        <translation>相同，接受</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>DeviceTroubleScreen</name>
    <message>
        <source>The security device did not sign</source>
        <translation>安全设备没有签名</translation>
    </message>
    <message>
        <source>The device that is expected: %1</source>
        <translation>应使用的设备：%1</translation>
    </message>
    <message>
        <source>It may have signed already. Trying again is safe: it is paid once at most.</source>
        <translation>它可能已经签名。重试是安全的：最多只付款一次。</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Security devices</source>
        <translation>安全设备</translation>
    </message>
    <message>
        <source>A device is brought by this phone, and agreed to at the computer.</source>
        <translation>设备由这部手机提交，并在电脑上同意。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Removed at the computer</source>
        <translation>已在电脑上移除</translation>
    </message>
    <message>
        <source>Agree to it at the computer: %1</source>
        <translation>请在电脑上同意：%1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>忘记 %1</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>添加设备</translation>
    </message>
</context>
<context>
    <name>DigitPad</name>
    <message>
        <source>Number key</source>
        <translation>数字键</translation>
    </message>
</context>
<context>
    <name>EmptyToday</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No payments yet today</source>
        <translation>今天还没有交易</translation>
    </message>
    <message>
        <source>Try the amount, the last four digits of the card, the voucher number or a word of the note.</source>
        <translation>请试试金额、卡号后四位、凭证号或备注中的文字。</translation>
    </message>
    <message>
        <source>Type an amount and press Enter to begin the first one.</source>
        <translation>输入金额并按 Enter，开始第一笔收款。</translation>
    </message>
</context>
<context>
    <name>EnrolChipScreen</name>
    <message>
        <source>The security chip can&apos;t be used</source>
        <translation>安全芯片无法使用</translation>
    </message>
    <message>
        <source>This computer has a security chip</source>
        <translation>本机有安全芯片</translation>
    </message>
    <message>
        <source>A virtual chip will hold the keys</source>
        <translation>密钥将存放在虚拟芯片中</translation>
    </message>
    <message>
        <source>There is no security chip</source>
        <translation>没有安全芯片</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>A program of this computer takes the place of a chip. That is weaker: whoever takes over the whole computer could copy the keys. A copy is noticed at its next sign-on. Where the computer has a TPM 2.0, use that.</source>
        <translation>由本机的一个程序代替芯片。这种方式较弱：控制整台电脑的人可能复制密钥。副本在下次签到时会被发现。如果电脑有 TPM 2.0，请使用它。</translation>
    </message>
    <message>
        <source>The keys will be files of this computer, and whoever can read the files has the keys. That is for trials, not for money.</source>
        <translation>密钥将是本机上的文件，能读取文件的人就能得到密钥。仅供试用，不可用于真实收款。</translation>
    </message>
    <message>
        <source>A chip that is switched off is found in the firmware settings (BIOS) under TPM, PTT or fTPM. Which chip is used is said in the configuration of tappayd.</source>
        <translation>已关闭的芯片可在固件设置（BIOS）的 TPM、PTT 或 fTPM 项中打开。使用哪个芯片由 tappayd 的配置决定。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>The keys of this terminal are made in it and can&apos;t leave it, so the terminal can&apos;t be copied to another computer.</source>
        <translation>终端的密钥在芯片内生成，无法取出，因此终端不能被复制到另一台电脑。</translation>
    </message>
</context>
<context>
    <name>EnrolCodeScreen</name>
    <message>
        <source>Enrol this terminal anew</source>
        <translation>重新注册终端</translation>
    </message>
    <message>
        <source>Enter the enrolment code</source>
        <translation>请输入注册码</translation>
    </message>
    <message>
        <source>The operator of your payments gives it out for your shop: twelve characters, good once. Ask there if you have none.</source>
        <translation>注册码由您的支付运营方为门店发放：共 12 个字符，只能使用一次。如果没有，请向运营方索取。</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Your bank or payment provider gives it out for this computer: twelve characters, good once. Ask there if you have none.</source>
        <translation>由您的银行或支付机构为此电脑发放：十二个字符，仅一次有效。没有请向其索取。</translation>
    </message>
</context>
<context>
    <name>EnrolProgressScreen</name>
    <message>
        <source>Enrol with the operator</source>
        <translation>向运营方注册</translation>
    </message>
    <message>
        <source>Receive the master key</source>
        <translation>接收主密钥</translation>
    </message>
    <message>
        <source>Sign on to the network</source>
        <translation>向网络签到</translation>
    </message>
    <message>
        <source>Receive the parameters</source>
        <translation>接收参数</translation>
    </message>
    <message>
        <source>%1 · %2 s</source>
        <translation>%1 · %2 秒</translation>
    </message>
    <message>
        <source>%1 · next try in %2 s</source>
        <translation>%1 · %2 秒后重试</translation>
    </message>
    <message>
        <source>%1 · not done</source>
        <translation>%1 · 未完成</translation>
    </message>
    <message>
        <source>It can&apos;t go on yet</source>
        <translation>暂时无法继续</translation>
    </message>
    <message>
        <source>This computer becomes a terminal</source>
        <translation>正在将本机设为终端</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Each step is done once. If one can&apos;t be done now, nothing is lost.</source>
        <translation>每一步只需完成一次。如果某一步现在无法完成，也不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Back to the code</source>
        <translation>返回输入注册码</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>EnrolReadyScreen</name>
    <message>
        <source>Ready to take payments</source>
        <translation>可以收款了</translation>
    </message>
    <message>
        <source>Terminal %1 of %2. It signs on by itself from now on; what protects it is shown under Security.</source>
        <translation>%2，终端 %1。今后会自动签到；保护措施显示在“安全”页。</translation>
    </message>
    <message>
        <source>Start selling</source>
        <translation>开始收款</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Ready to pay</source>
        <translation>可以付款了</translation>
    </message>
    <message>
        <source>Choose Tap &amp; Pay in a web shop, and the order comes up here. What protects this computer is shown under Security.</source>
        <translation>在网店选择 Tap &amp; Pay，订单就会显示在这里。此电脑的保护措施见“安全”页。</translation>
    </message>
    <message>
        <source>To my cards</source>
        <translation>前往我的银行卡</translation>
    </message>
</context>
<context>
    <name>EnrolSteps</name>
    <message>
        <source>Step %1 of 5</source>
        <translation>第 %1 步，共 5 步</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>芯片</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Test tap</source>
        <translation>测试挥卡</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>EnrolTapScreen</name>
    <message>
        <source>The card was read</source>
        <translation>已读到卡片</translation>
    </message>
    <message>
        <source>No card was read</source>
        <translation>没有读到卡片</translation>
    </message>
    <message>
        <source>Tap or insert any card</source>
        <translation>请挥或插入任意一张卡</translation>
    </message>
    <message>
        <source>Nothing was charged. The card can be put away.</source>
        <translation>未扣款，请收好卡片。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>A test without money: the card is only read, nothing is charged.</source>
        <translation>不涉及金额的测试：只读取卡片，不会扣款。</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Skip the test</source>
        <translation>跳过测试</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Save my data</source>
        <translation>保存我的数据</translation>
    </message>
    <message>
        <source>Everything the payment service keeps about you, as a JSON file: account, cards (numbers masked), computers, limits, notices and payments. Only you can read the file.</source>
        <translation>支付服务保存的有关您的全部数据，存为 JSON 文件：账户、卡片（卡号已隐藏）、电脑、限额、通知和付款。只有您能读取此文件。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another name.</source>
        <translation>同名文件已存在，请换一个名称。</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place.</source>
        <translation>无法写入文件，请换一个位置。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Asking for the data…</source>
        <translation>正在获取数据…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>FactCard</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The card left the reader before it was done.</source>
        <translation>卡片在完成之前离开了读卡器。</translation>
    </message>
    <message>
        <source>Insert the card again and leave it in until asked.</source>
        <translation>请重新插卡，等待提示后再取出。</translation>
    </message>
    <message>
        <source>A different card is in the reader now.</source>
        <translation>读卡器中换了另一张卡。</translation>
    </message>
    <message>
        <source>Start again with one card only.</source>
        <translation>请只用一张卡重新开始。</translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation>卡片没有应答。</translation>
    </message>
    <message>
        <source>Check that the chip faces the right way, or try another card.</source>
        <translation>请检查芯片方向，或换一张卡。</translation>
    </message>
    <message>
        <source>The card gave data that break its own rules.</source>
        <translation>卡片数据不合规范。</translation>
    </message>
    <message>
        <source>Use another card.</source>
        <translation>请换一张卡。</translation>
    </message>
    <message>
        <source>The card says it is blocked.</source>
        <translation>卡片已锁定。</translation>
    </message>
    <message>
        <source>Use another card; its bank can say more about this one.</source>
        <translation>请换一张卡；可向发卡行查询此卡。</translation>
    </message>
    <message>
        <source>This kind of card is not accepted here.</source>
        <translation>不受理此类卡片。</translation>
    </message>
    <message>
        <source>The card declined the payment.</source>
        <translation>卡片拒绝了这笔交易。</translation>
    </message>
    <message>
        <source>Nothing was charged. Use another card.</source>
        <translation>未扣款，请换一张卡。</translation>
    </message>
    <message>
        <source>No card was presented in time.</source>
        <translation>没有在规定时间内出示卡片。</translation>
    </message>
    <message>
        <source>Start the payment again when the card is at hand.</source>
        <translation>备好卡片后请重新收款。</translation>
    </message>
    <message>
        <source>The card left while it was paying; only the card can tell whether it did.</source>
        <translation>卡片在付款途中离开，是否扣款只有卡片知道。</translation>
    </message>
    <message>
        <source>Hold the same card to the reader again, or look at its balance before charging again.</source>
        <translation>请用同一张卡片再次贴近读卡器，或先查看卡内余额再收款。</translation>
    </message>
    <message>
        <source>The card may have lowered its own balance, but its payment could not be accepted and the shop received nothing.</source>
        <translation>卡片可能已扣减卡内余额，但本终端无法受理该笔支付，商户未收到款项。</translation>
    </message>
    <message>
        <source>Keep the receipt, with which the card&apos;s bank puts the balance right, and pay in another way.</source>
        <translation>请保留签购单，发卡行可凭单更正余额；请换其他方式付款。</translation>
    </message>
    <message>
        <source>No card reader is connected.</source>
        <translation>没有连接读卡器。</translation>
    </message>
    <message>
        <source>Plug in a card reader.</source>
        <translation>请插上读卡器。</translation>
    </message>
    <message>
        <source>Another program is using the card.</source>
        <translation>卡片正被其他程序使用。</translation>
    </message>
    <message>
        <source>Close the other program, then try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The smart-card service of this computer is not running.</source>
        <translation>本机的智能卡服务未运行。</translation>
    </message>
    <message>
        <source>Start the service (pcscd); it will be picked up by itself.</source>
        <translation>请启动该服务（pcscd），系统会自动恢复。</translation>
    </message>
    <message>
        <source>The payment was cancelled.</source>
        <translation>交易已取消。</translation>
    </message>
    <message>
        <source>Nothing was charged. Start again when ready.</source>
        <translation>未扣款，准备好后可重新开始。</translation>
    </message>
    <message>
        <source>The PIN was not entered in time.</source>
        <translation>没有在规定时间内输入密码。</translation>
    </message>
    <message>
        <source>Nothing was charged. Start the payment again.</source>
        <translation>未扣款，请重新收款。</translation>
    </message>
    <message>
        <source>This payment needs the PIN.</source>
        <translation>这笔交易需要密码。</translation>
    </message>
    <message>
        <source>Start again; the person whose card it is enters the PIN.</source>
        <translation>请重新开始，由持卡人输入密码。</translation>
    </message>
    <message>
        <source>The PIN of this card is blocked.</source>
        <translation>此卡的密码已锁定。</translation>
    </message>
    <message>
        <source>Use another card, or pay without a PIN if this card allows it; its bank can unblock the PIN.</source>
        <translation>请换一张卡；若此卡允许，也可免密支付；可联系发卡行解锁密码。</translation>
    </message>
    <message>
        <source>The bank declined the payment.</source>
        <translation>银行拒绝了这笔交易。</translation>
    </message>
    <message>
        <source>Nothing was charged. Use another card or ask the bank.</source>
        <translation>未扣款，请换一张卡或咨询发卡行。</translation>
    </message>
    <message>
        <source>The bank could not be reached; nothing was sent.</source>
        <translation>无法连接银行，没有发送任何请求。</translation>
    </message>
    <message>
        <source>Check the network connection, then try again.</source>
        <translation>请检查网络连接后重试。</translation>
    </message>
    <message>
        <source>The bank did not answer; the result is not known yet.</source>
        <translation>银行没有应答，结果未知。</translation>
    </message>
    <message>
        <source>Do not charge or pay again. The result is being asked for by itself.</source>
        <translation>请勿重复收款或付款，系统正在自动查询结果。</translation>
    </message>
    <message>
        <source>The bank&apos;s answer did not match the request.</source>
        <translation>银行应答与请求不符。</translation>
    </message>
    <message>
        <source>Do not charge or pay again. The payment is being undone by itself.</source>
        <translation>请勿重复收款或付款，系统正在自动冲正。</translation>
    </message>
    <message>
        <source>The payment service refused the request.</source>
        <translation>支付服务拒绝了请求。</translation>
    </message>
    <message>
        <source>Nothing was charged. Try again later; if it stays so, ask the operator of the service.</source>
        <translation>未扣款。请稍后重试；如仍不行，请联系服务方。</translation>
    </message>
    <message>
        <source>The same request number came with other contents.</source>
        <translation>相同的请求号内容不同。</translation>
    </message>
    <message>
        <source>Use a new request number for every intent to pay.</source>
        <translation>每次收款请使用新的请求号。</translation>
    </message>
    <message>
        <source>The bank refused a payment that the card had already made.</source>
        <translation>卡片已完成支付，但银行拒绝入账。</translation>
    </message>
    <message>
        <source>Do not charge the card again. Contact the acquirer with the receipt.</source>
        <translation>请勿再次扣款，请持签购单联系收单机构。</translation>
    </message>
    <message>
        <source>There is no such entry.</source>
        <translation>没有这条记录。</translation>
    </message>
    <message>
        <source>Check the number or the link; the list shows what exists.</source>
        <translation>请核对号码或链接，列表中是现有记录。</translation>
    </message>
    <message>
        <source>The journal can&apos;t be written, so no payment is made.</source>
        <translation>无法写入交易日志，因此不能收款或付款。</translation>
    </message>
    <message>
        <source>Check the disk and the permissions of the data directory.</source>
        <translation>请检查磁盘和数据目录的权限。</translation>
    </message>
    <message>
        <source>The disk is full, so no payment is made.</source>
        <translation>磁盘已满，因此不能收款或付款。</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>请清理空间后重试。</translation>
    </message>
    <message>
        <source>The application is already running with this directory.</source>
        <translation>该目录的应用已在运行。</translation>
    </message>
    <message>
        <source>Use the running one, or stop it first.</source>
        <translation>请使用正在运行的应用，或先停止它。</translation>
    </message>
    <message>
        <source>A setting is missing or wrong.</source>
        <translation>某项设置缺失或有误。</translation>
    </message>
    <message>
        <source>Correct the named setting and start again.</source>
        <translation>请改正指明的设置后重新启动。</translation>
    </message>
    <message>
        <source>The payment is past the point where this can be done.</source>
        <translation>交易已过可执行此操作的阶段。</translation>
    </message>
    <message>
        <source>Wait for the result. A sale can be undone afterwards; an order is refunded by its shop.</source>
        <translation>请等待结果。之后收款可以撤销，网上订单由商店退款。</translation>
    </message>
    <message>
        <source>This payment can&apos;t be undone.</source>
        <translation>这笔付款不能撤销。</translation>
    </message>
    <message>
        <source>It stands as charged. The shop can give the money back as a refund.</source>
        <translation>款项已收取，可由商店以退货方式退款。</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation>本机时钟不正确。</translation>
    </message>
    <message>
        <source>Set the date and the time, then try again.</source>
        <translation>请校正日期和时间，然后重试。</translation>
    </message>
    <message>
        <source>Another payment is running.</source>
        <translation>另一笔交易正在进行。</translation>
    </message>
    <message>
        <source>Finish or cancel that one first.</source>
        <translation>请先完成或取消那一笔。</translation>
    </message>
    <message>
        <source>A key this terminal needs is missing.</source>
        <translation>终端缺少所需的密钥。</translation>
    </message>
    <message>
        <source>Ask the operator to set up the terminal&apos;s keys.</source>
        <translation>请联系服务方设置终端密钥。</translation>
    </message>
    <message>
        <source>A cryptographic check failed.</source>
        <translation>密码校验未通过。</translation>
    </message>
    <message>
        <source>Try again; if it stays, ask the operator.</source>
        <translation>请重试；若仍不行，请联系服务方。</translation>
    </message>
    <message>
        <source>The security chip does not answer.</source>
        <translation>安全芯片没有应答。</translation>
    </message>
    <message>
        <source>Restart the computer; if it stays so, the chip may be switched off in the firmware settings.</source>
        <translation>请重新启动电脑；若仍如此，可能是固件设置中关闭了芯片。</translation>
    </message>
    <message>
        <source>The back end does not accept the security chip of this computer.</source>
        <translation>后台不接受本机的安全芯片。</translation>
    </message>
    <message>
        <source>Ask the operator which chips are accepted.</source>
        <translation>请向运营方询问可接受的芯片。</translation>
    </message>
    <message>
        <source>This enrolment code is unknown, used up or expired.</source>
        <translation>注册码不存在、已使用或已过期。</translation>
    </message>
    <message>
        <source>Ask the operator for a new code.</source>
        <translation>请向运营方索取新的注册码。</translation>
    </message>
    <message>
        <source>This terminal is not enrolled yet.</source>
        <translation>本终端尚未注册。</translation>
    </message>
    <message>
        <source>Enrol it with the code from the operator.</source>
        <translation>请用运营方提供的注册码进行注册。</translation>
    </message>
    <message>
        <source>The terminal is not signed on to the network.</source>
        <translation>终端尚未签到。</translation>
    </message>
    <message>
        <source>It signs on by itself; try again in a moment.</source>
        <translation>终端会自动签到，请稍后再试。</translation>
    </message>
    <message>
        <source>The back end does not know this terminal.</source>
        <translation>后台不认识本终端。</translation>
    </message>
    <message>
        <source>Enrol it again with a new code from the operator.</source>
        <translation>请用运营方提供的新注册码重新注册。</translation>
    </message>
    <message>
        <source>The certificate of this terminal has expired.</source>
        <translation>本终端的证书已过期。</translation>
    </message>
    <message>
        <source>The certificate of this terminal was revoked.</source>
        <translation>本终端的证书已被吊销。</translation>
    </message>
    <message>
        <source>Ask the operator; no more payments can be made with it.</source>
        <translation>请联系运营方；本终端不能再用于收款或付款。</translation>
    </message>
    <message>
        <source>The operator has suspended this terminal.</source>
        <translation>运营方已暂停本终端。</translation>
    </message>
    <message>
        <source>Ask the operator to let it work again.</source>
        <translation>请联系运营方恢复使用。</translation>
    </message>
    <message>
        <source>The state of the security chip was copied or put back.</source>
        <translation>安全芯片的状态被复制或被还原。</translation>
    </message>
    <message>
        <source>Ask the operator; the terminal must be enrolled again.</source>
        <translation>请联系运营方；终端必须重新注册。</translation>
    </message>
    <message>
        <source>A new key could not be accepted; the old one stays in use.</source>
        <translation>无法接受新密钥；继续使用旧密钥。</translation>
    </message>
    <message>
        <source>It is asked for again by itself; if it stays so, ask the operator.</source>
        <translation>终端会自动重新获取；若仍如此，请联系运营方。</translation>
    </message>
    <message>
        <source>New card parameters could not be accepted; the old ones stay in use.</source>
        <translation>无法接受新的卡片参数；继续使用旧参数。</translation>
    </message>
    <message>
        <source>They are asked for again by themselves; if it stays so, ask the operator.</source>
        <translation>终端会自动重新获取；若仍如此，请联系运营方。</translation>
    </message>
    <message>
        <source>The input can&apos;t be understood.</source>
        <translation>无法识别输入。</translation>
    </message>
    <message>
        <source>Correct the input named in the details.</source>
        <translation>请改正详情中指明的输入。</translation>
    </message>
    <message>
        <source>This is not an amount that can be charged.</source>
        <translation>此金额不能收款。</translation>
    </message>
    <message>
        <source>Enter an amount above zero with the decimals of its currency.</source>
        <translation>请输入大于零且小数位正确的金额。</translation>
    </message>
    <message>
        <source>This currency is not supported.</source>
        <translation>不支持此币种。</translation>
    </message>
    <message>
        <source>Use the currency of the terminal.</source>
        <translation>请使用终端的币种。</translation>
    </message>
    <message>
        <source>The API has no such method.</source>
        <translation>接口没有此方法。</translation>
    </message>
    <message>
        <source>See the list of methods in the documentation.</source>
        <translation>请查看文档中的方法列表。</translation>
    </message>
    <message>
        <source>This is not permitted here.</source>
        <translation>此处不允许该操作。</translation>
    </message>
    <message>
        <source>Ask the operator for access.</source>
        <translation>请向服务方申请权限。</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>程序出错。</translation>
    </message>
    <message>
        <source>The log says more; please report it.</source>
        <translation>详情见日志，请反馈。</translation>
    </message>
    <message>
        <source>The Tap &amp; Pay application is not running.</source>
        <translation>Tap &amp; Pay 应用未运行。</translation>
    </message>
    <message>
        <source>Start it (tappayd); it will be found by itself.</source>
        <translation>请启动它（tappayd），系统会自动连接。</translation>
    </message>
    <message>
        <source>The connection to the Tap &amp; Pay application was lost.</source>
        <translation>与 Tap &amp; Pay 应用的连接已中断。</translation>
    </message>
    <message>
        <source>It goes on with what it began; look at the list of payments.</source>
        <translation>它会继续已开始的交易，请查看交易列表。</translation>
    </message>
    <message>
        <source>The Tap &amp; Pay application did not answer in time.</source>
        <translation>Tap &amp; Pay 应用没有及时应答。</translation>
    </message>
    <message>
        <source>Look at the list of payments before trying again.</source>
        <translation>重试之前请先查看交易列表。</translation>
    </message>
    <message>
        <source>This order is not what the shop&apos;s payment system has signed.</source>
        <translation>此订单与商店支付系统签署的内容不符。</translation>
    </message>
    <message>
        <source>Nothing was charged. Go back to the shop and start again.</source>
        <translation>未扣款。请返回商店重新开始。</translation>
    </message>
    <message>
        <source>The time to pay this order is over.</source>
        <translation>此订单的支付时间已过。</translation>
    </message>
    <message>
        <source>Nothing was charged. Order again at the shop.</source>
        <translation>未扣款。请在商店重新下单。</translation>
    </message>
    <message>
        <source>The web page that asks for this payment does not belong to the shop.</source>
        <translation>请求付款的网页不属于该商店。</translation>
    </message>
    <message>
        <source>Nothing was charged. Open the shop&apos;s own page, and pay from there.</source>
        <translation>未扣款。请打开商店自己的网页，从那里付款。</translation>
    </message>
    <message>
        <source>This order is being paid in another window or on another computer.</source>
        <translation>此订单正在另一个窗口或另一台电脑上支付。</translation>
    </message>
    <message>
        <source>Finish it there, or wait until it has ended there.</source>
        <translation>请在那里完成支付，或等待其结束。</translation>
    </message>
    <message>
        <source>This order is paid already.</source>
        <translation>此订单已支付。</translation>
    </message>
    <message>
        <source>Nothing more was charged. The shop&apos;s page shows it after a reload.</source>
        <translation>没有再次扣款。刷新商店网页后即可看到。</translation>
    </message>
    <message>
        <source>This is more than the limit you have set for your card.</source>
        <translation>金额超过您为该卡设定的限额。</translation>
    </message>
    <message>
        <source>Nothing was charged. Raise the limit under My account, then pay again.</source>
        <translation>未扣款。请在“我的账户”中提高限额后再付款。</translation>
    </message>
    <message>
        <source>Without the card this can only be paid with a confirmation on a paired device.</source>
        <translation>不出示卡片时，须在已配对的设备上确认后才能支付。</translation>
    </message>
    <message>
        <source>Use the card itself.</source>
        <translation>请使用银行卡本身。</translation>
    </message>
    <message>
        <source>The card&apos;s bank did not confirm this card.</source>
        <translation>发卡行未能确认此卡。</translation>
    </message>
    <message>
        <source>Nothing was charged. Try again, or use another card.</source>
        <translation>未扣款。请重试，或使用另一张卡。</translation>
    </message>
    <message>
        <source>This computer does not belong to a cardholder&apos;s account yet.</source>
        <translation>此电脑尚未加入任何持卡人账户。</translation>
    </message>
    <message>
        <source>Add a card under My cards first.</source>
        <translation>请先在“我的银行卡”中添加一张卡。</translation>
    </message>
    <message>
        <source>This phone is not paired.</source>
        <translation>此手机尚未配对。</translation>
    </message>
    <message>
        <source>Pair it with the computer first.</source>
        <translation>请先将它与电脑配对。</translation>
    </message>
    <message>
        <source>This phone was removed at the computer.</source>
        <translation>此手机已在电脑上被移除。</translation>
    </message>
    <message>
        <source>Pair it again if it shall confirm payments.</source>
        <translation>如需用它确认付款，请重新配对。</translation>
    </message>
    <message>
        <source>This phone&apos;s key is in use in two places, so it confirms nothing any more.</source>
        <translation>此手机的密钥正在两处使用，因此不再接受它的确认。</translation>
    </message>
    <message>
        <source>Remove the phone at the computer, then pair it again.</source>
        <translation>请在电脑上移除该手机，然后重新配对。</translation>
    </message>
    <message>
        <source>No phone is paired that could confirm this.</source>
        <translation>没有已配对的手机可以确认这笔付款。</translation>
    </message>
    <message>
        <source>Pair a phone, or use the card itself.</source>
        <translation>请配对一部手机，或直接使用银行卡。</translation>
    </message>
    <message>
        <source>Someone has reported unwanted requests from this computer, so it may send no more.</source>
        <translation>有人举报此电脑发送了不需要的请求，因此它不能再发送请求。</translation>
    </message>
    <message>
        <source>Ask the operator to look at it and to lift the block.</source>
        <translation>请让管理员检查并解除限制。</translation>
    </message>
    <message>
        <source>Too many requests wait for confirmation already.</source>
        <translation>等待确认的请求已过多。</translation>
    </message>
    <message>
        <source>Answer or withdraw them first.</source>
        <translation>请先处理或撤回这些请求。</translation>
    </message>
    <message>
        <source>The browser plug-in is too old for this version of Tap &amp; Pay.</source>
        <translation>浏览器插件版本过旧，不适用于当前的 Tap &amp; Pay。</translation>
    </message>
    <message>
        <source>Update the plug-in, then reload the page.</source>
        <translation>请更新插件，然后刷新网页。</translation>
    </message>
    <message>
        <source>This is not the security device that is registered for this account.</source>
        <translation>这不是此账户登记的安全设备。</translation>
    </message>
    <message>
        <source>Use the registered device, or register this one first.</source>
        <translation>请使用已登记的设备，或先登记此设备。</translation>
    </message>
    <message>
        <source>This security device does not come from a maker that is accepted here.</source>
        <translation>此安全设备的制造商不在接受范围内。</translation>
    </message>
    <message>
        <source>Use another device; the operator can say which ones are accepted.</source>
        <translation>请使用其他设备；可向运营方询问可接受的设备。</translation>
    </message>
    <message>
        <source>The PIN of the security device was wrong.</source>
        <translation>安全设备的密码错误。</translation>
    </message>
    <message>
        <source>Nothing was charged. Enter it again with care: few tries are left.</source>
        <translation>未扣款。请仔细重新输入：剩余次数不多。</translation>
    </message>
    <message>
        <source>The PIN of the security device is blocked.</source>
        <translation>安全设备的密码已锁定。</translation>
    </message>
    <message>
        <source>Unblock it with its unblocking code, or register another device.</source>
        <translation>请用解锁码解锁，或登记另一台设备。</translation>
    </message>
    <message>
        <source>The confirmation was refused on the security device.</source>
        <translation>已在安全设备上拒绝确认。</translation>
    </message>
    <message>
        <source>Nothing was charged. Start again if that was not meant.</source>
        <translation>未扣款。若非本意，请重新开始。</translation>
    </message>
    <message>
        <source>The security device was taken away before it was done.</source>
        <translation>安全设备在完成之前被移开。</translation>
    </message>
    <message>
        <source>Hold it to the phone or put it into the reader again, and leave it there until it is done.</source>
        <translation>请再次将设备贴近手机或插入读卡器，完成前不要移开。</translation>
    </message>
    <message>
        <source>Nothing was confirmed on the security device in time.</source>
        <translation>未在规定时间内在安全设备上确认。</translation>
    </message>
    <message>
        <source>Keep the device at hand, then try again.</source>
        <translation>请备好设备，然后重试。</translation>
    </message>
    <message>
        <source>This security device can&apos;t do what this confirmation needs.</source>
        <translation>此安全设备不支持这次确认所需的功能。</translation>
    </message>
    <message>
        <source>Use another device, or another way to confirm.</source>
        <translation>请使用其他设备，或换一种方式确认。</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>State of the terminal</source>
        <translation>终端状态</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>service not running</source>
        <translation>服务未运行</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>used by another program</source>
        <translation>被其他程序占用</translation>
    </message>
    <message>
        <source>card in the reader</source>
        <translation>有卡</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>安全芯片</translation>
    </message>
    <message>
        <source>TPM 2.0 · ready</source>
        <translation>TPM 2.0 · 就绪</translation>
    </message>
    <message>
        <source>virtual · weaker</source>
        <translation>虚拟 · 保护较弱</translation>
    </message>
    <message>
        <source>software · for trials</source>
        <translation>软件 · 仅供试用</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>can&apos;t be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未决</translation>
    </message>
    <message>
        <source>Operator %1 · Batch %2 · %3</source>
        <translation>操作员 %1 · 批次 %2 · %3</translation>
    </message>
    <message>
        <source>results not known yet: %1</source>
        <translation>%1 笔结果未知</translation>
    </message>
    <message>
        <source>Not enrolled · %1</source>
        <translation>未注册 · %1</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>copied · confirms nothing</source>
        <translation>已被复制 · 不能确认</translation>
    </message>
    <message>
        <source>%1 · waits for an answer</source>
        <translation>%1 · 等待答复</translation>
    </message>
</context>
<context>
    <name>GiveUpSheet</name>
    <message>
        <source>Has the customer left?</source>
        <translation>顾客已经离开？</translation>
    </message>
    <message>
        <source>Card %1 · %2</source>
        <translation>卡号 %1 · %2</translation>
    </message>
    <message>
        <source>The payment then counts as not paid. The card may still have taken the amount from its balance; the customer&apos;s bank can look into that.</source>
        <translation>本笔将按未付款处理。卡内余额仍有可能已被扣减，顾客可向发卡银行查询。</translation>
    </message>
    <message>
        <source>Wait for the card</source>
        <translation>继续等待卡片</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Customer has left</source>
        <translation>顾客已离开</translation>
    </message>
    <message>
        <source>Give the payment up?</source>
        <translation>放弃本笔交易？</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Give the payment up</source>
        <translation>放弃本笔交易</translation>
    </message>
</context>
<context>
    <name>GradeTag</name>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Weaker</source>
        <translation>较弱</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Type the amount: 1234 is 12.34</source>
        <translation>输入金额：1234 即 12.34</translation>
    </message>
    <message>
        <source>Confirm what the screen offers</source>
        <translation>确认屏幕上的操作</translation>
    </message>
    <message>
        <source>Back or cancel</source>
        <translation>返回或取消</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Clear the amount</source>
        <translation>清除金额</translation>
    </message>
    <message>
        <source>Order note</source>
        <translation>订单备注</translation>
    </message>
    <message>
        <source>New sale</source>
        <translation>新的收款</translation>
    </message>
    <message>
        <source>Find in today&apos;s payments</source>
        <translation>查找今日交易</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Print or show the receipt of an approved payment</source>
        <translation>打印或查看成功交易的签购单</translation>
    </message>
    <message>
        <source>Ask for an open result now</source>
        <translation>立即查询未知结果</translation>
    </message>
    <message>
        <source>Go to the next button</source>
        <translation>移到下一个按钮</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>显示本帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The customer has left, with a card in doubt</source>
        <translation>卡片待确认时，顾客已离开</translation>
    </message>
    <message>
        <source>Scramble the PIN keys, or put them in order</source>
        <translation>打乱或恢复密码按键</translation>
    </message>
    <message>
        <source>Go on with the amount put aside</source>
        <translation>继续暂存的金额</translation>
    </message>
    <message>
        <source>What protects this terminal</source>
        <translation>终端的保护措施</translation>
    </message>
    <message>
        <source>My cards, payments and account</source>
        <translation>我的银行卡、付款和账户</translation>
    </message>
    <message>
        <source>Phones that confirm payments</source>
        <translation>确认付款的手机</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Nothing was confirmed on this phone yet.</source>
        <translation>这部手机还没有确认过任何付款。</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Payments to confirm</source>
        <translation>待确认的付款</translation>
    </message>
    <message>
        <source>Nothing to confirm</source>
        <translation>没有待确认的付款</translation>
    </message>
    <message>
        <source>Add your security device</source>
        <translation>添加您的安全设备</translation>
    </message>
    <message>
        <source>A key or card that signs your payments. This phone alone can&apos;t pay anything.</source>
        <translation>为您的付款签名的密钥或卡。仅凭这部手机无法付款。</translation>
    </message>
    <message>
        <source>Large refunds of the shop come here by themselves.</source>
        <translation>商店的大额退款会自动显示在这里。</translation>
    </message>
    <message>
        <source>What you begin at your computer comes here by itself.</source>
        <translation>您在电脑上发起的付款会自动显示在这里。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Pair again</source>
        <translation>重新配对</translation>
    </message>
    <message>
        <source>Add a security device</source>
        <translation>添加安全设备</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>%1 · PIV key or card</source>
        <translation>%1 · PIV 密钥或卡</translation>
    </message>
    <message>
        <source>Registered %1: its signature counts</source>
        <translation>%1登记：签名有效</translation>
    </message>
    <message>
        <source>Offered by the phone: compare its key, then accept it or remove it</source>
        <translation>由手机提交：请核对密钥，然后接受或移除</translation>
    </message>
    <message>
        <source>Removed: its signature does not count any more</source>
        <translation>已移除：其签名不再有效</translation>
    </message>
    <message>
        <source>Key %1 …</source>
        <translation>密钥 %1 …</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>核对…</translation>
    </message>
    <message>
        <source>Compare the key of %1</source>
        <translation>核对 %1 的密钥</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>%1 · check value %2</source>
        <translation>%1 · 校验值 %2</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Master key</source>
        <translation>主密钥</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>PIN key</source>
        <translation>PIN 密钥</translation>
    </message>
    <message>
        <source>Process key</source>
        <translation>过程密钥</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>有效至%1</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Next renewal</source>
        <translation>下次更新</translation>
    </message>
    <message>
        <source>Enrolling… %1 s</source>
        <translation>正在注册… %1 秒</translation>
    </message>
    <message>
        <source>Receiving the master key… %1 s</source>
        <translation>正在接收主密钥… %1 秒</translation>
    </message>
    <message>
        <source>Signing on… %1 s</source>
        <translation>正在签到… %1 秒</translation>
    </message>
    <message>
        <source>Receiving the parameters… %1 s</source>
        <translation>正在接收参数… %1 秒</translation>
    </message>
    <message>
        <source>%1 %2 Tried again by itself in %3 s.</source>
        <translation>%1%2%3 秒后自动重试。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Enrol anew</source>
        <translation>重新注册</translation>
    </message>
    <message>
        <source>Set up this terminal</source>
        <translation>设置本终端</translation>
    </message>
    <message>
        <source>Sign on now</source>
        <translation>立即签到</translation>
    </message>
    <message>
        <source>Renew keys</source>
        <translation>更新密钥</translation>
    </message>
</context>
<context>
    <name>LastChanges</name>
    <message>
        <source>What this means</source>
        <translation>含义说明</translation>
    </message>
    <message>
        <source>Active: the protection works and was checked. Weaker: it works in a weaker form. Missing: no payment is taken because of it.</source>
        <translation>有效：保护措施正常并已检查。较弱：以较弱的形式工作。缺失：因此不能收款。</translation>
    </message>
    <message>
        <source>Last changes</source>
        <translation>最近变更</translation>
    </message>
    <message>
        <source>Nothing has changed yet.</source>
        <translation>还没有变更。</translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message>
        <source>End the pairing?</source>
        <translation>结束配对？</translation>
    </message>
    <message>
        <source>This phone forgets its key, its history and its devices, and can&apos;t confirm anything any more. What waits for it is withdrawn.</source>
        <translation>这部手机将忘记密钥、记录和设备，不能再确认任何付款。正在等待它的付款会被撤回。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>End the pairing</source>
        <translation>结束配对</translation>
    </message>
</context>
<context>
    <name>Lights</name>
    <message>
        <source>%1 of 4 lights on</source>
        <translation>4 个灯中亮 %1 个</translation>
    </message>
</context>
<context>
    <name>LimitField</name>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>LimitsSheet</name>
    <message>
        <source>Limits for my cards</source>
        <translation>我的银行卡限额</translation>
    </message>
    <message>
        <source>A payment above a limit is refused before your bank is asked. They hold for web orders paid with the added cards, at every computer.</source>
        <translation>超过限额的付款会在询问银行之前被拒绝。限额对用已添加的卡片支付的网上订单有效，在任何电脑上都一样。</translation>
    </message>
    <message>
        <source>For one payment</source>
        <translation>单笔</translation>
    </message>
    <message>
        <source>For all payments of a day</source>
        <translation>每日合计</translation>
    </message>
    <message>
        <source>1234 is 12.34; Del takes a limit away.</source>
        <translation>输入 1234 即 12.34；按 Del 取消限额。</translation>
    </message>
    <message>
        <source>Delete last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Save the limits</source>
        <translation>保存限额</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>What is on this card</source>
        <translation>卡片内容</translation>
    </message>
    <message>
        <source>No card was read</source>
        <translation>没有读到卡片</translation>
    </message>
    <message>
        <source>Tap or insert the card to look at</source>
        <translation>请挥卡或插入要查看的卡片</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>It is only read: nothing is charged and nothing is kept.</source>
        <translation>只读取：不扣款，也不保存任何内容。</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>另一张卡</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Tap &amp; Pay</source>
        <translation>Tap &amp; Pay</translation>
    </message>
</context>
<context>
    <name>NewsStrip</name>
    <message>
        <source>The payment of %1 at %2 is approved.</source>
        <translation>%2 的 %1 交易成功。</translation>
    </message>
    <message>
        <source>The payment of %1 at %2 was declined. Nothing was charged.</source>
        <translation>%2 的 %1 交易被拒绝，未扣款。</translation>
    </message>
    <message>
        <source>The payment of %1 at %2 was not accepted, and the card&apos;s own balance may be lower. Give the receipt.</source>
        <translation>%2 的 %1 交易未被受理，卡内余额可能已减少，请出具签购单。</translation>
    </message>
    <message>
        <source>The payment of %1 at %2 is cancelled. Nothing was charged.</source>
        <translation>%2 的 %1 交易已冲正，未扣款。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>The card paid %1 at %2, but the bank refused it. Ask the bank.</source>
        <translation>%2 的 %1 已由卡片支付，但银行未入账，请联系收单行。</translation>
    </message>
    <message>
        <source>The payment of %1 at %2 was given up. It does not count as paid.</source>
        <translation>%2 的 %1 交易已放弃，按未付款处理。</translation>
    </message>
    <message>
        <source>The payment of %1 at %2 stays charged: the undo came too late. Refund it.</source>
        <translation>%2 的 %1 已扣款，撤销过晚，请办理退货。</translation>
    </message>
    <message>
        <source>%1 to %2 is paid.</source>
        <translation>向 %2 支付的 %1 已完成。</translation>
    </message>
    <message>
        <source>%1 to %2 was declined. Nothing is charged.</source>
        <translation>向 %2 支付 %1 被拒绝，未扣款。</translation>
    </message>
    <message>
        <source>%1 to %2 may have been charged without reaching the shop. Ask your bank.</source>
        <translation>向 %2 支付的 %1 可能已扣款而商店未收到，请联系您的银行。</translation>
    </message>
    <message>
        <source>%1 to %2 was taken back. Nothing is charged.</source>
        <translation>向 %2 支付的 %1 已撤回，未扣款。</translation>
    </message>
</context>
<context>
    <name>NoTrace</name>
    <message>
        <source>No trace was kept</source>
        <translation>没有保存记录</translation>
    </message>
    <message>
        <source>The trace can&apos;t be shown</source>
        <translation>无法显示记录</translation>
    </message>
    <message>
        <source>No card was read in this payment, or its trace was too old to be kept.</source>
        <translation>本笔交易没有读卡，或记录已过保存期。</translation>
    </message>
</context>
<context>
    <name>NotKnownScreen</name>
    <message>
        <source>Result not known yet</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Do not charge again.</source>
        <translation>请勿重复收款。</translation>
    </message>
    <message>
        <source>The payment is being cancelled with the bank, until the bank confirms it.</source>
        <translation>正在向银行冲正这笔交易，直到银行确认。</translation>
    </message>
    <message>
        <source>The bank has not answered. It is being asked for the result; a payment it does not know is cancelled.</source>
        <translation>银行没有应答。系统正在查询结果；如果查不到，就会冲正这笔交易。</translation>
    </message>
    <message>
        <source>The bank is still being waited for. The result comes by itself.</source>
        <translation>仍在等待银行应答，结果会自动显示。</translation>
    </message>
    <message>
        <source>Sent to bank %1</source>
        <translation>已发送银行 %1</translation>
    </message>
    <message>
        <source>Asked for the result</source>
        <translation>已查询结果</translation>
    </message>
    <message>
        <source>Asking for the result · try %1 · next in %2 s</source>
        <translation>正在查询结果 · 第 %1 次 · %2 秒后再查</translation>
    </message>
    <message>
        <source>Asking for the result · try %1</source>
        <translation>正在查询结果 · 第 %1 次</translation>
    </message>
    <message>
        <source>Cancel with the bank if not found</source>
        <translation>查不到则向银行冲正</translation>
    </message>
    <message>
        <source>Cancelling with the bank · try %1 · next in %2 s</source>
        <translation>正在冲正 · 第 %1 次 · %2 秒后再试</translation>
    </message>
    <message>
        <source>Cancelling with the bank · try %1</source>
        <translation>正在冲正 · 第 %1 次</translation>
    </message>
    <message>
        <source>Leave – I&apos;ll be told</source>
        <translation>先离开，有结果再通知</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>Waiting for the answer · %1 s</source>
        <translation>等待应答 · %1 秒</translation>
    </message>
    <message>
        <source>Do not pay again.</source>
        <translation>请勿重复付款。</translation>
    </message>
</context>
<context>
    <name>NoteSheet</name>
    <message>
        <source>Order note</source>
        <translation>订单备注</translation>
    </message>
    <message>
        <source>Printed on the receipt, at most 40 characters</source>
        <translation>打印在签购单上，最多 40 个字</translation>
    </message>
    <message>
        <source>Table 4</source>
        <translation>4 号桌</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>Account begun</source>
        <translation>账户已建立</translation>
    </message>
    <message>
        <source>Card %1 added</source>
        <translation>已添加卡片 %1</translation>
    </message>
    <message>
        <source>Card %1 removed</source>
        <translation>已移除卡片 %1</translation>
    </message>
    <message>
        <source>Computer %1 added</source>
        <translation>已添加电脑 %1</translation>
    </message>
    <message>
        <source>Computer %1 removed</source>
        <translation>已移除电脑 %1</translation>
    </message>
    <message>
        <source>Limits changed: %1</source>
        <translation>限额已修改：%1</translation>
    </message>
    <message>
        <source>Limits changed</source>
        <translation>限额已修改</translation>
    </message>
    <message>
        <source>Payment: %1</source>
        <translation>付款：%1</translation>
    </message>
    <message>
        <source>Money back: %1</source>
        <translation>退款：%1</translation>
    </message>
    <message>
        <source>Refused, above your limit: %1</source>
        <translation>超过限额被拒绝：%1</translation>
    </message>
</context>
<context>
    <name>OpeningScreen</name>
    <message>
        <source>This order can&apos;t be paid now</source>
        <translation>此订单现在不能支付</translation>
    </message>
    <message>
        <source>Fetching the order…</source>
        <translation>正在获取订单…</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>It is shown before anything is paid.</source>
        <translation>付款之前会先显示订单内容。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Don&apos;t pay</source>
        <translation>不付款</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>OrderList</name>
    <message>
        <source>Order %1</source>
        <translation>订单 %1</translation>
    </message>
    <message>
        <source>1 article</source>
        <translation>1 件商品</translation>
    </message>
    <message>
        <source>%1 articles</source>
        <translation>%1 种商品</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>商品</translation>
    </message>
</context>
<context>
    <name>OrderRow</name>
    <message>
        <source>%1, %2 ×, %3</source>
        <extracomment>Name of an article, how many, and the amount</extracomment>
        <translation>%1，%2 件，%3</translation>
    </message>
    <message>
        <source>× %1</source>
        <extracomment>How many of an article</extracomment>
        <translation>× %1</translation>
    </message>
</context>
<context>
    <name>OutcomeScreen</name>
    <message>
        <source>OK</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>PairScreen</name>
    <message>
        <source>Pair this phone</source>
        <translation>配对这部手机</translation>
    </message>
    <message>
        <source>Choose &quot;Pair a phone&quot; at the computer and hold the camera to the code that it shows.</source>
        <translation>请在电脑上选择“配对手机”，并将摄像头对准显示的二维码。</translation>
    </message>
    <message>
        <source>Choose &quot;Pair a phone&quot; at the computer and paste the text that stands under its code. This device has no camera.</source>
        <translation>请在电脑上选择“配对手机”，并粘贴二维码下方的文字。此设备没有摄像头。</translation>
    </message>
    <message>
        <source>The last pairing was refused at the computer.</source>
        <translation>上次配对已在电脑上被拒绝。</translation>
    </message>
    <message>
        <source>The last pairing took too long. Show a new code at the computer.</source>
        <translation>上次配对超时。请在电脑上显示新的二维码。</translation>
    </message>
    <message>
        <source>That is no pairing code.</source>
        <translation>这不是配对码。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>What this phone is called</source>
        <translation>这部手机的名称</translation>
    </message>
    <message>
        <source>My phone</source>
        <translation>我的手机</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Text of the code</source>
        <translation>二维码文字</translation>
    </message>
    <message>
        <source>Answering the computer…</source>
        <translation>正在应答电脑…</translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached, trying again</source>
        <translation>无法连接支付服务，正在重试</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>配对</translation>
    </message>
</context>
<context>
    <name>PairingCode</name>
    <message>
        <source>QR code for the phone&apos;s camera</source>
        <translation>供手机摄像头扫描的二维码</translation>
    </message>
    <message>
        <source>The time of this code is over.</source>
        <translation>此二维码已过期。</translation>
    </message>
    <message>
        <source>Good for another %1 min %2 s</source>
        <translation>%1 分 %2 秒内有效</translation>
    </message>
    <message>
        <source>Good for another %1 s</source>
        <translation>%1 秒内有效</translation>
    </message>
    <message>
        <source>No camera? Show it as text</source>
        <translation>没有摄像头？以文本显示</translation>
    </message>
    <message>
        <source>The code as text</source>
        <translation>文本形式的二维码</translation>
    </message>
</context>
<context>
    <name>PairingDigits</name>
    <message>
        <source>No, refuse</source>
        <translation>不同，拒绝</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Yes, the same: accept</source>
        <translation>相同，接受</translation>
    </message>
</context>
<context>
    <name>PairingPanel</name>
    <message>
        <source>Preparing the code…</source>
        <translation>正在准备二维码…</translation>
    </message>
    <message>
        <source>Scan this code with the phone</source>
        <translation>请用手机扫描此二维码</translation>
    </message>
    <message>
        <source>Does your phone show the same code?</source>
        <translation>手机显示的数字是否相同？</translation>
    </message>
    <message>
        <source>Pairing %1…</source>
        <translation>正在配对 %1…</translation>
    </message>
    <message>
        <source>%1 is paired</source>
        <translation>%1 已配对</translation>
    </message>
    <message>
        <source>Not paired</source>
        <translation>未配对</translation>
    </message>
    <message>
        <source>The time of the code is over</source>
        <translation>二维码已过期</translation>
    </message>
    <message>
        <source>The phone could not be paired</source>
        <translation>无法配对手机</translation>
    </message>
    <message>
        <source>The payment service is being asked. It takes a moment.</source>
        <translation>正在询问支付服务，请稍候。</translation>
    </message>
    <message>
        <source>Open Tap &amp; Pay on the phone, choose “Pair with a computer” and point the camera here. Show this code to no other phone.</source>
        <translation>在手机上打开 Tap &amp; Pay，选择“与电脑配对”，将摄像头对准此处。请勿让其他手机扫描此码。</translation>
    </message>
    <message>
        <source>“%1” has answered. Compare all six digits; accept only if they are the same on both screens.</source>
        <translation>“%1”已应答。请核对全部六位数字；仅当两个屏幕相同时才接受。</translation>
    </message>
    <message>
        <source>The payment service is being told.</source>
        <translation>正在通知支付服务。</translation>
    </message>
    <message>
        <source>It can confirm payments now. What it confirms is signed by a security device: add one on the phone, and accept it here.</source>
        <translation>现在可用它确认付款。确认内容由安全设备签名：请在手机上添加安全设备，并在此处接受。</translation>
    </message>
    <message>
        <source>It was refused, and nothing was paired. If the digits were not the same, somebody else may have scanned the code: show a new one where nobody else sees it.</source>
        <translation>已拒绝，没有配对任何手机。若数字不同，可能是他人扫描了二维码：请在他人看不到的地方显示新的二维码。</translation>
    </message>
    <message>
        <source>Nothing was paired. A code is good for five minutes.</source>
        <translation>没有配对任何手机。二维码有效期为五分钟。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Code shown</source>
        <translation>已显示二维码</translation>
    </message>
    <message>
        <source>Waiting for the phone</source>
        <translation>等待手机</translation>
    </message>
    <message>
        <source>Scanned by the phone</source>
        <translation>手机已扫描</translation>
    </message>
    <message>
        <source>Digits compared</source>
        <translation>已核对数字</translation>
    </message>
    <message>
        <source>Paired</source>
        <translation>已配对</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation>显示新的二维码</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ParametersCard</name>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>They come from the operator after the sign-on; no card is accepted without them.</source>
        <translation>签到后由运营方下发；没有参数不能受理任何卡片。</translation>
    </message>
    <message>
        <source>This is the profile for tests: only test cards are accepted.</source>
        <translation>这是测试配置：只受理测试卡。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>In use since</source>
        <translation>启用时间</translation>
    </message>
    <message>
        <source>Card types</source>
        <translation>卡种数</translation>
    </message>
    <message>
        <source>Scheme keys</source>
        <translation>卡组织密钥</translation>
    </message>
</context>
<context>
    <name>PayeeLine</name>
    <message>
        <source>To %1 · %2</source>
        <translation>付给 %1 · %2</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>付给 %1</translation>
    </message>
</context>
<context>
    <name>PaymentHead</name>
    <message>
        <source>Give back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收款方</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>账号 %1</translation>
    </message>
</context>
<context>
    <name>PaymentsPage</name>
    <message>
        <source>My payments</source>
        <translation>我的付款</translation>
    </message>
    <message>
        <source>Find: amount, shop, order, card</source>
        <translation>查找：金额、商店、订单、卡号</translation>
    </message>
    <message>
        <source>Nothing paid yet</source>
        <translation>还没有付款</translation>
    </message>
    <message>
        <source>Choose Tap &amp; Pay in a web shop. The order comes up in this window, and is paid with your own card at your own reader.</source>
        <translation>在网店选择 Tap &amp; Pay，订单会显示在此窗口，用您自己的卡在自己的读卡器上付款。</translation>
    </message>
    <message>
        <source>Choose a payment to see what was in it, and its receipt.</source>
        <translation>选择一笔付款，查看内容和签购单。</translation>
    </message>
</context>
<context>
    <name>PhoneMain</name>
    <message>
        <source>Tap &amp; Pay on the phone</source>
        <translation>Tap &amp; Pay 手机端</translation>
    </message>
</context>
<context>
    <name>PhonePage</name>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Pair a phone</source>
        <translation>配对手机</translation>
    </message>
    <message>
        <source>Transfer…</source>
        <translation>转账…</translation>
    </message>
    <message>
        <source>Refund…</source>
        <translation>退款…</translation>
    </message>
    <message>
        <source>Whose phones</source>
        <translation>手机用途</translation>
    </message>
    <message>
        <source>For my own payments</source>
        <translation>用于我的付款</translation>
    </message>
    <message>
        <source>For the shop</source>
        <translation>用于店铺</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No phone at this computer yet</source>
        <translation>本电脑还没有手机</translation>
    </message>
    <message>
        <source>A phone confirms payments of your cards. Add a card first: your account begins with it.</source>
        <translation>手机用于确认您银行卡的付款。请先添加一张卡：您的账户由此建立。</translation>
    </message>
    <message>
        <source>Phones can be paired when this computer is enrolled.</source>
        <translation>本电脑登记后即可配对手机。</translation>
    </message>
    <message>
        <source>To my cards</source>
        <translation>前往我的银行卡</translation>
    </message>
    <message>
        <source>No phone is paired yet</source>
        <translation>还没有配对手机</translation>
    </message>
    <message>
        <source>Asking for your phones…</source>
        <translation>正在查询您的手机…</translation>
    </message>
    <message>
        <source>The payment service is being asked. It takes a moment.</source>
        <translation>正在询问支付服务，请稍候。</translation>
    </message>
    <message>
        <source>With a paired phone and a security device you pay web orders and transfer money without the card in the reader. Nothing is paid that the device has not signed.</source>
        <translation>配对手机并使用安全设备后，无需在读卡器中插卡即可支付网络订单和转账。未经设备签名的一律不会付款。</translation>
    </message>
    <message>
        <source>Large refunds are confirmed on a phone of the shop and signed by a security device. Nothing is refunded that the device has not signed.</source>
        <translation>大额退款须在店铺手机上确认，并由安全设备签名。未经设备签名的一律不会退款。</translation>
    </message>
    <message>
        <source>Security devices</source>
        <translation>安全设备</translation>
    </message>
    <message>
        <source>They sign what is confirmed on the phone. Only an accepted one counts.</source>
        <translation>用于对手机上确认的内容签名。只有已接受的设备才有效。</translation>
    </message>
    <message>
        <source>None yet. Add one on the phone; then compare its key here and accept it.</source>
        <translation>还没有。请在手机上添加，然后在此处核对密钥并接受。</translation>
    </message>
    <message>
        <source>Last confirmations</source>
        <translation>最近的确认</translation>
    </message>
</context>
<context>
    <name>PhoneRow</name>
    <message>
        <source>Paired: it can confirm payments</source>
        <translation>已配对：可以确认付款</translation>
    </message>
    <message>
        <source>Copied: its key is in use in two places, so it confirms nothing. Remove it, then pair it again.</source>
        <translation>已被复制：其密钥在两处使用，因此不能确认。请先移除，再重新配对。</translation>
    </message>
    <message>
        <source>Ended its pairing itself</source>
        <translation>已自行解除配对</translation>
    </message>
    <message>
        <source>Removed: it confirms nothing any more</source>
        <translation>已移除：不再能确认</translation>
    </message>
    <message>
        <source>since %1 · last seen %2</source>
        <translation>配对于 %1 · 最近在线 %2</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Less motion: on</source>
        <translation>减少动画：开</translation>
    </message>
    <message>
        <source>Less motion: off</source>
        <translation>减少动画：关</translation>
    </message>
    <message>
        <source>%1 is paired with a shop.</source>
        <translation>%1 已与商店配对。</translation>
    </message>
    <message>
        <source>%1 is paired with your account.</source>
        <translation>%1 已与您的账户配对。</translation>
    </message>
    <message>
        <source>Ending the pairing…</source>
        <translation>正在结束配对…</translation>
    </message>
    <message>
        <source>End the pairing</source>
        <translation>结束配对</translation>
    </message>
</context>
<context>
    <name>PhoneTabs</name>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>PinCard</name>
    <message>
        <source>PIN entry</source>
        <translation>密码输入</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>A PIN for the bank is typed on this screen and encrypted at once. Where a card checks the PIN itself and the reader has keys of its own, those are used.</source>
        <translation>交给银行验证的密码在本屏幕上输入并立即加密。如果由卡片自行验证密码，且读卡器有自己的按键，则使用读卡器的按键。</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message>
        <source>Digits entered: %1</source>
        <translation>已输入 %1 位</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Digits entered: %1</source>
        <translation>已输入 %1 位</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格</translation>
    </message>
</context>
<context>
    <name>PinScreen</name>
    <message>
        <source>Delete last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Card %1 · the PIN leaves this computer only encrypted</source>
        <translation>卡号 %1 · 密码只以加密形式离开本机</translation>
    </message>
    <message>
        <source>The PIN leaves this computer only encrypted</source>
        <translation>密码只以加密形式离开本机</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Continue without PIN</source>
        <translation>不输密码继续</translation>
    </message>
    <message>
        <source>Enter the PIN on the reader</source>
        <translation>请在读卡器上输入密码</translation>
    </message>
    <message>
        <source>Enter PIN, then OK</source>
        <translation>请输入密码</translation>
    </message>
    <message>
        <source>Card %1 · the PIN goes to the card alone</source>
        <translation>卡号 %1 · 密码只发送给卡片</translation>
    </message>
    <message>
        <source>The PIN goes to the card alone</source>
        <translation>密码只发送给卡片</translation>
    </message>
    <message>
        <source>Keys in order</source>
        <translation>按键顺序排列</translation>
    </message>
    <message>
        <source>Scramble the keys</source>
        <translation>打乱按键</translation>
    </message>
</context>
<context>
    <name>PinStep</name>
    <message>
        <source>PIN of the security device</source>
        <translation>安全设备的密码</translation>
    </message>
    <message>
        <source>Confirm with</source>
        <translation>确认所用设备</translation>
    </message>
    <message>
        <source>PIN of %1</source>
        <translation>%1 的密码</translation>
    </message>
    <message>
        <source>Wrong PIN. Last try</source>
        <translation>密码错误，最后一次输入机会</translation>
    </message>
    <message>
        <source>Wrong PIN. %1 tries left</source>
        <translation>密码错误，还可输入 %1 次</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>PinWords</name>
    <message>
        <source>That came faster than fingers. Enter the PIN by hand.</source>
        <translation>输入过快，不像手动输入。请手动输入密码。</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>还剩 %1 秒</translation>
    </message>
    <message>
        <source>Cancel with the reader&apos;s own key. Cancelled here, the reader goes on asking until its time is over.</source>
        <translation>请用读卡器上的取消键取消；在此取消后，读卡器仍会等待输入直至超时。</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>最后一次输入机会</translation>
    </message>
    <message>
        <source>Incorrect PIN. %1 tries left</source>
        <translation>密码错误，还可输入 %1 次</translation>
    </message>
    <message>
        <source>Incorrect PIN. Enter it again</source>
        <translation>密码错误，请重新输入</translation>
    </message>
</context>
<context>
    <name>PlaceNote</name>
    <message>
        <source>Tap &amp; Pay&apos;s payment service (tappayd) is not running. Start it, and this window connects by itself.</source>
        <translation>Tap &amp; Pay 支付服务（tappayd）没有运行。启动后此窗口会自动连接。</translation>
    </message>
    <message>
        <source>No card reader is connected. Plug one in to pay or to add a card.</source>
        <translation>没有连接读卡器。请接入读卡器以付款或添加卡片。</translation>
    </message>
    <message>
        <source>The card service of this computer (pcscd) is not running.</source>
        <translation>此电脑的智能卡服务（pcscd）没有运行。</translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached. Check the network connection; it is tried again all the time.</source>
        <translation>无法连接支付服务。请检查网络连接，系统会不断重试。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>ProblemPanel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>PurchaseDetail</name>
    <message>
        <source>Do not pay again. The result is being asked for.</source>
        <translation>请勿重复付款，正在查询结果。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>came by a link, not verified</source>
        <translation>来自链接，未经验证</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>× %1 · %2</source>
        <translation>× %1 · %2</translation>
    </message>
    <message>
        <source>To give something back, ask the shop: it pays back to the card.</source>
        <translation>退货请联系商店，由商店退款到卡上。</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
    <message>
        <source>Follow the result</source>
        <translation>跟踪结果</translation>
    </message>
</context>
<context>
    <name>PurchaseResultScreen</name>
    <message>
        <source>You have not paid</source>
        <translation>您没有付款</translation>
    </message>
    <message>
        <source>Not within your limit</source>
        <translation>超过您设定的限额</translation>
    </message>
    <message>
        <source>Your card declined the payment</source>
        <translation>您的卡片拒绝了付款</translation>
    </message>
    <message>
        <source>Your bank declined the payment</source>
        <translation>您的银行拒绝了付款</translation>
    </message>
    <message>
        <source>Taken back. Nothing is charged</source>
        <translation>已撤回，未扣款</translation>
    </message>
    <message>
        <source>Not paid. Nothing is charged</source>
        <translation>未付款，未扣款</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>The payment could not be finished, and your bank has confirmed that it is cancelled. You can pay again at the shop.</source>
        <translation>付款未能完成，您的银行已确认撤销。您可以在商店重新付款。</translation>
    </message>
    <message>
        <source>Nothing is charged. The shop keeps the order until its time is over.</source>
        <translation>未扣款。商店会保留订单直到支付时间结束。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Back to the shop: its page is still open in the browser.</source>
        <translation>返回商店：其网页仍在浏览器中打开。</translation>
    </message>
    <message>
        <source>Go back to the page of %1 in the browser: it shows the payment by itself.</source>
        <translation>请回到浏览器中 %1 的网页，付款结果会自动显示。</translation>
    </message>
    <message>
        <source>The shop has been told. Its page shows the payment when it is loaded again.</source>
        <translation>已通知商店。刷新商店网页即可看到付款结果。</translation>
    </message>
    <message>
        <source>Remove your card</source>
        <translation>请取走您的卡片</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>My cards</source>
        <translation>我的银行卡</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Cardholder copy</source>
        <translation>持卡人存根</translation>
    </message>
    <message>
        <source>Merchant copy</source>
        <translation>商户存根</translation>
    </message>
    <message>
        <source>REPRINT</source>
        <translation>重打印</translation>
    </message>
    <message>
        <source>Cardholder signature</source>
        <translation>持卡人签名</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商户名称</translation>
    </message>
    <message>
        <source>Merchant no.</source>
        <translation>商户号</translation>
    </message>
    <message>
        <source>Terminal no.</source>
        <translation>终端号</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Acquirer</source>
        <translation>收单机构</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>发卡行</translation>
    </message>
    <message>
        <source>Card no.</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Card sequence no.</source>
        <translation>卡序列号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>交易类型</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次号</translation>
    </message>
    <message>
        <source>Voucher no.</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation>授权码</translation>
    </message>
    <message>
        <source>Reference no.</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期时间</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Balance on the card</source>
        <translation>卡内余额</translation>
    </message>
    <message>
        <source>Response code</source>
        <translation>应答码</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>AID</source>
        <translation>AID</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用标签</translation>
    </message>
    <message>
        <source>TC</source>
        <translation>TC</translation>
    </message>
    <message>
        <source>Cryptogram</source>
        <translation>应用密文</translation>
    </message>
    <message>
        <source>TVR</source>
        <translation>TVR</translation>
    </message>
    <message>
        <source>TSI</source>
        <translation>TSI</translation>
    </message>
    <message>
        <source>ATC</source>
        <translation>ATC</translation>
    </message>
    <message>
        <source>Cardholder check</source>
        <translation>验证方式</translation>
    </message>
    <message>
        <source>DRAFT</source>
        <translation>未决，非最终凭证</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Web payment</source>
        <translation>网上支付</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>交易成功</translation>
    </message>
    <message>
        <source>Declined. Nothing charged</source>
        <translation>已拒绝，未扣款</translation>
    </message>
    <message>
        <source>Declined. The shop received nothing</source>
        <translation>交易拒绝，商户未收款</translation>
    </message>
    <message>
        <source>The card&apos;s balance may be lower. Its bank puts it right with this slip</source>
        <translation>卡内余额可能已减少，持卡人可凭本单向发卡行申请更正</translation>
    </message>
    <message>
        <source>Undone. Nothing charged</source>
        <translation>已冲正，未扣款</translation>
    </message>
    <message>
        <source>Cancelled. Nothing charged</source>
        <translation>已取消，未扣款</translation>
    </message>
    <message>
        <source>Not completed. Nothing charged</source>
        <translation>未完成，未扣款</translation>
    </message>
    <message>
        <source>Result not known yet. Do not charge again</source>
        <translation>结果未知，请勿重复收款</translation>
    </message>
    <message>
        <source>Result not known yet. Do not pay again</source>
        <translation>结果未知，请勿重复付款</translation>
    </message>
    <message>
        <source>Paid from card. Bank will be told</source>
        <translation>卡片支付成功，稍后通知银行</translation>
    </message>
    <message>
        <source>Paid from card. Refused by the bank</source>
        <translation>卡片已支付，银行拒绝入账</translation>
    </message>
    <message>
        <source>Not confirmed. The card may have paid</source>
        <translation>未确认，卡片可能已扣款</translation>
    </message>
    <message>
        <source>Charged. Too late to undo</source>
        <translation>已扣款，已过撤销期限</translation>
    </message>
    <message>
        <source>No PIN and no signature needed</source>
        <translation>免密免签</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>PIN and signature</source>
        <translation>密码和签名</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
    <message>
        <source>Order no.</source>
        <translation>订单号</translation>
    </message>
</context>
<context>
    <name>ReceiptSheet</name>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>联</translation>
    </message>
    <message>
        <source>Cardholder copy</source>
        <translation>持卡人存根</translation>
    </message>
    <message>
        <source>Merchant copy</source>
        <translation>商户存根</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Add one in the system&apos;s settings, or save the receipt as PDF.</source>
        <translation>本机没有打印机。请在系统设置中添加，或将签购单存为 PDF。</translation>
    </message>
    <message>
        <source>The printer did not take the receipt. Check it, then print again.</source>
        <translation>打印机没有接收签购单。请检查后重新打印。</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>There is no receipt: %1</source>
        <translation>没有签购单：%1</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ReceiptSlip</name>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
    <message>
        <source>Cardholder signature</source>
        <translation>持卡人签名</translation>
    </message>
</context>
<context>
    <name>RefundSheet</name>
    <message>
        <source>Refund a web order</source>
        <translation>网络订单退款</translation>
    </message>
    <message>
        <source>The money goes back to the card that paid. The refund is shown on a phone of the shop and signed there.</source>
        <translation>款项退回原付款卡。退款会显示在店铺手机上，并在那里签名。</translation>
    </message>
    <message>
        <source>Order number of the payment service (id)</source>
        <translation>支付服务的订单号 (id)</translation>
    </message>
    <message>
        <source>Amount to give back</source>
        <translation>退款金额</translation>
    </message>
    <message>
        <source>Type the amount: 1234 is 12.34</source>
        <translation>输入金额：1234 即 12.34</translation>
    </message>
    <message>
        <source>Confirm on the phone</source>
        <translation>在手机上确认</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>RenameSheet</name>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Name of the phone</source>
        <translation>手机名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>RenewKeysSheet</name>
    <message>
        <source>Renew the keys?</source>
        <translation>要更新密钥吗？</translation>
    </message>
    <message>
        <source>Master key now: check value %1</source>
        <translation>当前主密钥：校验值 %1</translation>
    </message>
    <message>
        <source>Keep the keys</source>
        <translation>保留现有密钥</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Renew keys</source>
        <translation>更新密钥</translation>
    </message>
    <message>
        <source>The terminal receives a new master key and signs on with it. It takes a moment. The old key stays good until the new one works.</source>
        <translation>终端将接收新的主密钥并用它签到，需要片刻。新密钥生效前，旧密钥仍然有效。</translation>
    </message>
</context>
<context>
    <name>RequestScreen</name>
    <message>
        <source>Confirm refund</source>
        <translation>确认退款</translation>
    </message>
    <message>
        <source>Confirm transfer</source>
        <translation>确认转账</translation>
    </message>
    <message>
        <source>Confirm payment</source>
        <translation>确认付款</translation>
    </message>
    <message>
        <source>Code on the PC</source>
        <translation>电脑上的验证码</translation>
    </message>
    <message>
        <source>Code on the PC: %1</source>
        <translation>电脑上的验证码：%1</translation>
    </message>
    <message>
        <source>The name mixes letters of several alphabets that look alike. Make sure that it is who you mean to pay.</source>
        <translation>名称混用了多种外形相似的字母。请确认这就是您要付款的对象。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>付款账户</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>To confirm, add a security device first.</source>
        <translation>请先添加安全设备，然后确认。</translation>
    </message>
    <message>
        <source>The security device was asked before and its answer was lost. Confirm asks it once more.</source>
        <translation>之前已要求安全设备签名，但未收到结果。点“确认”会再要求一次。</translation>
    </message>
    <message>
        <source>Check that both screens show the same code.</source>
        <translation>请核对两个屏幕显示的验证码是否相同。</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Add device</source>
        <translation>添加设备</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>ResultScreen</name>
    <message>
        <source>Cancelled. Nothing charged</source>
        <translation>已取消，未扣款</translation>
    </message>
    <message>
        <source>Undone. Nothing charged</source>
        <translation>已冲正，未扣款</translation>
    </message>
    <message>
        <source>Not paid. Nothing charged</source>
        <translation>未成交，未扣款</translation>
    </message>
    <message>
        <source>Declined by the card</source>
        <translation>卡片拒绝</translation>
    </message>
    <message>
        <source>Not accepted. The shop received nothing</source>
        <translation>未受理，商户未收款</translation>
    </message>
    <message>
        <source>Declined by the bank</source>
        <translation>银行拒绝</translation>
    </message>
    <message>
        <source>The bank has confirmed that the payment is cancelled.</source>
        <translation>银行已确认冲正。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Remove card</source>
        <translation>请取走卡片</translation>
    </message>
    <message>
        <source>Next payment</source>
        <translation>下一笔</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Receipt preview</source>
        <translation>查看签购单</translation>
    </message>
    <message>
        <source>The card may have taken the amount from its balance; its holder&apos;s bank can look into that.</source>
        <translation>卡内余额可能已被扣减，持卡人可向发卡银行查询。</translation>
    </message>
    <message>
        <source>The card has taken the amount from its balance, but the bank did not book it. Ask the bank, with this receipt.</source>
        <translation>卡片已从余额中扣款，但银行未入账。请凭签购单联系收单行。</translation>
    </message>
    <message>
        <source>Given up. Not counted as paid</source>
        <translation>已放弃，按未付款处理</translation>
    </message>
    <message>
        <source>Paid by the card, refused by the bank</source>
        <translation>卡片已付款，银行未入账</translation>
    </message>
    <message>
        <source>The bank did not take the payment back. Give the money back as a refund.</source>
        <translation>银行未撤销本笔交易，请以退货方式退款。</translation>
    </message>
    <message>
        <source>Charged. The undo came too late</source>
        <translation>已扣款，撤销过晚</translation>
    </message>
</context>
<context>
    <name>RevokeSheet</name>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>It confirms nothing any more, from now on, and requests that wait on it are withdrawn. To use it again, pair it anew.</source>
        <translation>从现在起它不再能确认，等待中的请求会被撤回。如需再用，请重新配对。</translation>
    </message>
    <message>
        <source>Its signature does not count any more, from now on. To use it again, add it anew on the phone.</source>
        <translation>从现在起其签名不再有效。如需再用，请在手机上重新添加。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>RoleScreen</name>
    <message>
        <source>What is this computer for?</source>
        <translation>这台电脑用来做什么？</translation>
    </message>
    <message>
        <source>It decides what the window shows. You can change it in the settings at any time.</source>
        <translation>这决定窗口显示的内容，可随时在设置中更改。</translation>
    </message>
    <message>
        <source>I take payments</source>
        <translation>我收款</translation>
    </message>
    <message>
        <source>For a shop: type an amount, the customer taps or inserts a card.</source>
        <translation>用于商店：输入金额，顾客挥卡或插卡。</translation>
    </message>
    <message>
        <source>I pay in web shops</source>
        <translation>我在网店付款</translation>
    </message>
    <message>
        <source>For a cardholder: orders from the web, paid with your own card here.</source>
        <translation>用于持卡人：网上订单，用自己的卡在这里付款。</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都用</translation>
    </message>
    <message>
        <source>The shop&apos;s pages and your own, side by side.</source>
        <translation>商店页面和您自己的页面并列显示。</translation>
    </message>
</context>
<context>
    <name>SandboxStrip</name>
    <message>
        <source>Sandbox cards</source>
        <translation>沙盒卡片</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>How the cards are held</source>
        <translation>出示方式</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>挥卡</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插卡</translation>
    </message>
    <message>
        <source>%1 · take away</source>
        <translation>%1 · 移开</translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Security of this computer</source>
        <translation>本机安全</translation>
    </message>
    <message>
        <source>Payments are locked</source>
        <translation>收款已锁定</translation>
    </message>
    <message>
        <source>One protection is weaker</source>
        <translation>有一项保护较弱</translation>
    </message>
    <message>
        <source>%1 protections are weaker</source>
        <translation>有 %1 项保护较弱</translation>
    </message>
    <message>
        <source>All protections are active</source>
        <translation>所有保护均有效</translation>
    </message>
    <message>
        <source>This Tap &amp; Pay application says nothing about a chip and keys of its own.</source>
        <translation>此 Tap &amp; Pay 应用没有提供自身芯片和密钥的信息。</translation>
    </message>
    <message>
        <source>Tap &amp; Pay is not running. What protects it is shown here when it runs again.</source>
        <translation>Tap &amp; Pay 未运行。重新运行后，这里会显示它的保护措施。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>SellScreen</name>
    <message>
        <source>Enter amount</source>
        <translation>请输入金额</translation>
    </message>
    <message>
        <source>Type an amount above zero.</source>
        <translation>请输入大于零的金额。</translation>
    </message>
    <message>
        <source>At most %1 in one payment.</source>
        <translation>单笔最多 %1。</translation>
    </message>
    <message>
        <source>Amounts are typed, not pasted.</source>
        <translation>金额请手工输入，不能粘贴。</translation>
    </message>
    <message>
        <source>That was a barcode scanner; it was ignored.</source>
        <translation>检测到扫码枪输入，已忽略。</translation>
    </message>
    <message>
        <source>Order note: %1</source>
        <translation>订单备注：%1</translation>
    </message>
    <message>
        <source>Delete last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Charge %1</source>
        <translation>收款 %1</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Change order note</source>
        <translation>修改订单备注</translation>
    </message>
    <message>
        <source>Order note</source>
        <translation>订单备注</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎光临</translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation>继续收款 %1</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>数字键盘</translation>
    </message>
    <message>
        <source>Bank terminals have 1 2 3 on top, calculators 7 8 9.</source>
        <translation>银行终端上排是 1 2 3，计算器上排是 7 8 9。</translation>
    </message>
    <message>
        <source>1 2 3 on top</source>
        <translation>1 2 3 在上</translation>
    </message>
    <message>
        <source>7 8 9 on top</source>
        <translation>7 8 9 在上</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>One tone when paid, another when something is to be done.</source>
        <translation>成功和需要处理时提示音不同。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Changes happen at once, nothing slides.</source>
        <translation>界面立即变化，没有滑动效果。</translation>
    </message>
    <message>
        <source>Tap &amp; Pay %1 · terminal %2 · merchant %3, %4</source>
        <translation>Tap &amp; Pay %1 · 终端号 %2 · 商户号 %3，%4</translation>
    </message>
    <message>
        <source>PIN keys</source>
        <translation>密码键盘</translation>
    </message>
    <message>
        <source>Scrambled keys lie in other places for each PIN. The PIN screen can change it for one person.</source>
        <translation>打乱时每次输入密码按键位置都不同；在密码界面也可为当前顾客切换。</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>顺序排列</translation>
    </message>
    <message>
        <source>Scrambled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>Tap &amp; Pay %1</source>
        <translation>Tap &amp; Pay %1</translation>
    </message>
    <message>
        <source>This computer is for</source>
        <translation>这台电脑用于</translation>
    </message>
    <message>
        <source>It decides what the window shows.</source>
        <translation>这决定窗口显示的内容。</translation>
    </message>
    <message>
        <source>Taking payments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Paying in web shops</source>
        <translation>在网店付款</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都用</translation>
    </message>
</context>
<context>
    <name>StandingScreen</name>
    <message>
        <source>Asking the operator&apos;s system…</source>
        <translation>正在询问运营方系统…</translation>
    </message>
    <message>
        <source>No payments at the moment</source>
        <translation>暂时不能收款</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Signing on · %1 s</source>
        <translation>正在签到 · %1 秒</translation>
    </message>
    <message>
        <source>Tried again by itself in %1 s</source>
        <translation>%1 秒后自动重试</translation>
    </message>
    <message>
        <source>Enrol anew</source>
        <translation>重新注册</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Show security</source>
        <translation>查看安全</translation>
    </message>
</context>
<context>
    <name>StateTag</name>
    <message>
        <source>Approved</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>未成交</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已冲正</translation>
    </message>
    <message>
        <source>Being cancelled</source>
        <translation>冲正中</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Paid by card</source>
        <translation>卡片已付</translation>
    </message>
    <message>
        <source>Bank refused</source>
        <translation>银行未入账</translation>
    </message>
    <message>
        <source>Card in doubt</source>
        <translation>卡片待确认</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Not undone</source>
        <translation>未能撤销</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Telling the shop</source>
        <translation>正在通知商店</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Time over</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>未付款</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>You refused it. Nothing is paid.</source>
        <translation>您已拒绝，未付款。</translation>
    </message>
    <message>
        <source>The codes differed, so nothing is paid. Begin again at the computer.</source>
        <translation>验证码不同，未付款。请在电脑上重新开始。</translation>
    </message>
    <message>
        <source>You reported it. That computer can&apos;t ask for confirmations any more until the payment service allows it.</source>
        <translation>您已举报。在支付服务允许之前，那台电脑不能再请求确认。</translation>
    </message>
    <message>
        <source>It was not looked at in time. Nothing is paid.</source>
        <translation>未及时查看，未付款。</translation>
    </message>
    <message>
        <source>It was not signed in time. Nothing is paid.</source>
        <translation>未及时签名，未付款。</translation>
    </message>
    <message>
        <source>The signature of the security device was wrong. Nothing is paid.</source>
        <translation>安全设备的签名有误，未付款。</translation>
    </message>
    <message>
        <source>The security device signed another payment. Nothing is paid.</source>
        <translation>安全设备签署了另一笔付款，未付款。</translation>
    </message>
    <message>
        <source>Another security device signed it. Nothing is paid.</source>
        <translation>由另一台安全设备签名，未付款。</translation>
    </message>
    <message>
        <source>The computer has not agreed to this security device yet. Nothing is paid.</source>
        <translation>电脑尚未同意这台安全设备，未付款。</translation>
    </message>
    <message>
        <source>This security device was removed at the computer. Nothing is paid.</source>
        <translation>这台安全设备已在电脑上移除，未付款。</translation>
    </message>
    <message>
        <source>It was withdrawn at the computer. Nothing is paid.</source>
        <translation>已在电脑上撤回，未付款。</translation>
    </message>
    <message>
        <source>This phone was removed meanwhile. Nothing is paid.</source>
        <translation>这部手机已被移除，未付款。</translation>
    </message>
    <message>
        <source>The security device can&apos;t do what this needs. Nothing is paid.</source>
        <translation>安全设备不支持所需的功能，未付款。</translation>
    </message>
    <message>
        <source>It was refused on the security device. Nothing is paid.</source>
        <translation>已在安全设备上拒绝，未付款。</translation>
    </message>
    <message>
        <source>The security device is blocked after too many wrong PINs. Nothing is paid.</source>
        <translation>密码错误次数过多，安全设备已锁定，未付款。</translation>
    </message>
    <message>
        <source>The security device was lost before it had signed. Nothing is paid.</source>
        <translation>安全设备在签名前断开，未付款。</translation>
    </message>
    <message>
        <source>The bank declined the payment. Nothing is paid.</source>
        <translation>银行拒绝付款，未付款。</translation>
    </message>
    <message>
        <source>It can&apos;t be paid any more. Nothing is paid.</source>
        <translation>已不能再付款，未付款。</translation>
    </message>
    <message>
        <source>The payment was undone. Nothing is paid.</source>
        <translation>付款已冲正，未付款。</translation>
    </message>
    <message>
        <source>The computer shows it as well.</source>
        <translation>电脑上也会显示。</translation>
    </message>
</context>
<context>
    <name>TlvTree</name>
    <message>
        <source>Data elements</source>
        <translation>数据元</translation>
    </message>
</context>
<context>
    <name>TodayColumn</name>
    <message>
        <source>Today</source>
        <translation>今日交易</translation>
    </message>
    <message>
        <source>Sales are hidden while a PIN is entered</source>
        <translation>输入密码时隐藏交易</translation>
    </message>
</context>
<context>
    <name>TodayHeader</name>
    <message>
        <source>Today</source>
        <translation>今日交易</translation>
    </message>
    <message>
        <source>%1 · %2 taken</source>
        <translation>%1 笔 · 收款 %2</translation>
    </message>
</context>
<context>
    <name>TodayList</name>
    <message>
        <source>Payments of today</source>
        <translation>今日交易</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日交易</translation>
    </message>
    <message>
        <source>Find: amount, card, voucher, note</source>
        <translation>查找：金额、卡号、凭证号、备注</translation>
    </message>
    <message>
        <source>Choose a payment to see it in full, print its receipt or undo it.</source>
        <translation>选择一笔交易，可查看详情、打印签购单或撤销。</translation>
    </message>
</context>
<context>
    <name>TraceExchange</name>
    <message>
        <source>Answer %1: %2</source>
        <translation>应答 %1：%2</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Answer, %1 octets</source>
        <translation>应答，%1 字节</translation>
    </message>
    <message>
        <source>The answer has no data</source>
        <translation>应答没有数据</translation>
    </message>
</context>
<context>
    <name>TraceModel</name>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Cardholder</source>
        <translation>持卡人</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>TracePage</name>
    <message>
        <source>What the card said</source>
        <translation>卡片交互记录</translation>
    </message>
    <message>
        <source>%1 · %2 · card numbers are masked</source>
        <translation>%1 · %2 · 卡号已屏蔽</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>TraceSteps</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>TransactionDetail</name>
    <message>
        <source>Do not charge again. The bank is being asked for the result.</source>
        <translation>请勿重复收款，正在向银行查询结果。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Kind of card</source>
        <translation>卡种</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>验证方式</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>No PIN, no signature</source>
        <translation>免密免签</translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation>授权码</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次号</translation>
    </message>
    <message>
        <source>Order note</source>
        <translation>订单备注</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签购单</translation>
    </message>
    <message>
        <source>Undo this payment…</source>
        <translation>撤销这笔交易…</translation>
    </message>
    <message>
        <source>Follow the result</source>
        <translation>跟踪结果</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>Do not charge again. Only the same card can tell whether it has paid.</source>
        <translation>请勿重复收款，只有同一张卡能确认是否已付款。</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>读卡方式</translation>
    </message>
    <message>
        <source>Tapping</source>
        <translation>挥卡</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>插卡</translation>
    </message>
    <message>
        <source>Left on the card</source>
        <translation>卡内余额</translation>
    </message>
    <message>
        <source>PIN, checked by the card</source>
        <translation>密码（卡片验证）</translation>
    </message>
    <message>
        <source>What the card said</source>
        <translation>卡片交互记录</translation>
    </message>
    <message>
        <source>PIN and signature</source>
        <translation>密码和签名</translation>
    </message>
</context>
<context>
    <name>TransferSheet</name>
    <message>
        <source>Transfer to an account</source>
        <translation>转账到账户</translation>
    </message>
    <message>
        <source>Name of the payee</source>
        <translation>收款人姓名</translation>
    </message>
    <message>
        <source>Account of the payee</source>
        <translation>收款账号</translation>
    </message>
    <message>
        <source>An account has 12 to 19 digits.</source>
        <translation>账号为 12 至 19 位数字。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Type the amount: 1234 is 12.34</source>
        <translation>输入金额：1234 即 12.34</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>From card</source>
        <translation>付款卡</translation>
    </message>
    <message>
        <source>It is shown on your phone as it will be paid, and signed there.</source>
        <translation>将按实际付款内容显示在您的手机上，并在那里签名。</translation>
    </message>
    <message>
        <source>Confirm on the phone</source>
        <translation>在手机上确认</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>TroubleLine</name>
    <message>
        <source>The bank can&apos;t be reached.</source>
        <translation>无法连接银行。</translation>
    </message>
    <message>
        <source>No card reader is connected.</source>
        <translation>没有连接读卡器。</translation>
    </message>
    <message>
        <source>The card service of this computer is not running.</source>
        <translation>本机的智能卡服务未运行。</translation>
    </message>
</context>
<context>
    <name>TroubleScreen</name>
    <message>
        <source>The bank can&apos;t be reached</source>
        <translation>无法连接银行</translation>
    </message>
    <message>
        <source>No card reader is connected</source>
        <translation>没有连接读卡器</translation>
    </message>
    <message>
        <source>The card service is not running</source>
        <translation>智能卡服务未运行</translation>
    </message>
    <message>
        <source>Tap &amp; Pay is not running</source>
        <translation>Tap &amp; Pay 未运行</translation>
    </message>
    <message>
        <source>No payments at the moment</source>
        <translation>暂时不能收款</translation>
    </message>
    <message>
        <source>Check the network connection. It is tried again all the time; nothing is charged until it works.</source>
        <translation>请检查网络连接。系统会不断重试；恢复之前不会扣款。</translation>
    </message>
    <message>
        <source>Plug in a card reader. It is found by itself.</source>
        <translation>请插上读卡器，系统会自动识别。</translation>
    </message>
    <message>
        <source>Start the smart-card service of this computer (pcscd). It is picked up by itself.</source>
        <translation>请启动本机的智能卡服务（pcscd），系统会自动恢复。</translation>
    </message>
    <message>
        <source>This window is only the screen; the payment service (tappayd) does the work. Start it, and this window connects by itself. A payment that was begun is not lost.</source>
        <translation>本窗口只负责显示，交易由支付服务（tappayd）处理。启动该服务后窗口会自动连接；已开始的交易不会丢失。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Enter an amount meanwhile</source>
        <translation>先输入金额</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A date, as in &quot;14 Mar 2027&quot;</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A day and a time, as in &quot;today 08:01&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>WrongSheet</name>
    <message>
        <source>What is wrong?</source>
        <translation>有什么问题？</translation>
    </message>
    <message>
        <source>The codes differ</source>
        <translation>验证码不同</translation>
    </message>
    <message>
        <source>It is refused, and nothing is paid.</source>
        <translation>将拒绝，不会付款。</translation>
    </message>
    <message>
        <source>I did not begin this: report it</source>
        <translation>不是我发起的：举报</translation>
    </message>
    <message>
        <source>It is refused, and that computer can&apos;t ask for confirmations any more until the payment service allows it.</source>
        <translation>将拒绝，并且在支付服务允许之前，那台电脑不能再请求确认。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
</TS>
